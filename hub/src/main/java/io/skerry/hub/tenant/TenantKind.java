package io.skerry.hub.tenant;

import io.skerry.hub.api.Cursor;
import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Selector;
import io.skerry.hub.resource.KindDefinition;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.resource.Kind;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The kind {@code tenant}. A tenant with applications stays, and one whose data lie somewhere. */
@Component
class TenantKind implements KindDefinition<TenantSpec> {

    private final ObjectProvider<Resources> resources;
    private final ObjectProvider<TenantLeavings> leavings;

    TenantKind(ObjectProvider<Resources> resources, ObjectProvider<TenantLeavings> leavings) {
        this.resources = resources;
        this.leavings = leavings;
    }

    @Override
    public Kind kind() {
        return Kind.TENANT;
    }

    @Override
    public Class<TenantSpec> specType() {
        return TenantSpec.class;
    }

    @Override
    public void admit(Admission<TenantSpec> act) {
        if (act.after() != null) {
            return;
        }
        var before = act.before();
        if (before != null && Boolean.TRUE.equals(before.spec(TenantSpec.class).deletionProtection())) {
            throw HubException.conflict(
                    "Tenant '" + act.name() + "' is protected from deletion.",
                    "If it is to go: skerry protect --off --tenant " + act.name() + ", and delete it then.");
        }
        var applications = resources
                .getObject()
                .page(Place.tenant(Kind.APPLICATION, act.name()), true, Selector.ALL, new Cursor("", ""), 1);
        if (!applications.isEmpty()) {
            throw HubException.conflict(
                    "Tenant '" + act.name() + "' still has applications, such as '"
                            + applications.getFirst().name() + "'.",
                    "Delete its applications first.");
        }
        leavings.orderedStream().flatMap(each -> each.of(act.name()).stream()).forEach(left -> {
            throw HubException.conflict("Tenant '" + act.name() + "' still has " + left.what() + ".", left.advice());
        });
    }
}
