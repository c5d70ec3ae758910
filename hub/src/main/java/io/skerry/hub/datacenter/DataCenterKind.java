package io.skerry.hub.datacenter;

import io.skerry.hub.api.HubException;
import io.skerry.hub.resource.KindDefinition;
import io.skerry.hub.resource.StatusRow;
import io.skerry.hub.resource.Stored;
import io.skerry.model.datacenter.DataCenterSpec;
import io.skerry.model.resource.Kind;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The kind {@code dataCenter}. */
@Component
class DataCenterKind implements KindDefinition<DataCenterSpec> {

    private final ObjectProvider<DataCenterViews> views;

    DataCenterKind(ObjectProvider<DataCenterViews> views) {
        this.views = views;
    }

    @Override
    public Kind kind() {
        return Kind.DATA_CENTER;
    }

    @Override
    public Class<DataCenterSpec> specType() {
        return DataCenterSpec.class;
    }

    @Override
    public List<String> notAvailableYet() {
        return List.of("/runtime=kubernetes", "/drain");
    }

    @Override
    public void admit(Admission<DataCenterSpec> act) {
        var before = act.before();
        if (act.after() == null && before != null) {
            if (Boolean.TRUE.equals(before.spec(DataCenterSpec.class).deletionProtection())) {
                throw HubException.conflict(
                        "'" + act.name() + "' is protected from deletion.", "Set deletionProtection to false first.");
            }
            var holds = views.getObject().of(act.name()).holds().wanted();
            if (holds > 0) {
                throw HubException.conflict(
                        "'" + act.name() + "' still holds " + holds + " objects.",
                        "Take it out of the placement of every application first.");
            }
        }
    }

    @Override
    public Object status(Stored resource, List<StatusRow> rows) {
        return views.getObject().of(resource.name());
    }
}
