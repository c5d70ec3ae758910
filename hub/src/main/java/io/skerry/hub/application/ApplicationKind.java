package io.skerry.hub.application;

import io.skerry.hub.api.HubException;
import io.skerry.hub.resource.KindDefinition;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.application.ApplicationSpec;
import io.skerry.model.resource.Kind;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The kind {@code application}. */
@Component
class ApplicationKind implements KindDefinition<ApplicationSpec> {

    private final ObjectProvider<Resources> resources;
    private final ObjectProvider<Deletions> deletions;
    private final ObjectProvider<Deployments> deployments;

    ApplicationKind(
            ObjectProvider<Resources> resources,
            ObjectProvider<Deletions> deletions,
            ObjectProvider<Deployments> deployments) {
        this.resources = resources;
        this.deletions = deletions;
        this.deployments = deployments;
    }

    @Override
    public Kind kind() {
        return Kind.APPLICATION;
    }

    @Override
    public Class<ApplicationSpec> specType() {
        return ApplicationSpec.class;
    }

    @Override
    public List<String> notAvailableYet() {
        return List.of(
                "/environment",
                "/placement/selector",
                "/placement/spread",
                "/placement/strategy=divide",
                "/rollout",
                "/failover");
    }

    @Override
    public void admit(Admission<ApplicationSpec> act) {
        var after = act.after();
        if (after == null) {
            refuseProtected(act);
            return;
        }
        if (after.placement() != null && after.placement().dataCenters() != null) {
            var names = after.placement().dataCenters();
            for (var i = 0; i < names.size(); i++) {
                requireDataCenter(names.get(i).value(), "/spec/placement/dataCenters/" + i);
            }
        }
    }

    private void requireDataCenter(String name, String pointer) {
        if (resources.getObject().find(Place.platform(Kind.DATA_CENTER), name).isEmpty()) {
            throw HubException.invalid(pointer, "There is no data center '" + name + "'.");
        }
    }

    private static void refuseProtected(Admission<ApplicationSpec> act) {
        var before = act.before();
        if (before != null
                && Boolean.TRUE.equals(before.spec(ApplicationSpec.class).deletionProtection())) {
            throw HubException.conflict(
                    "'" + act.name() + "' is protected from deletion.",
                    "If it is to go: skerry protect --off --tenant "
                            + act.place().tenant() + " --app " + act.name()
                            + " (spec.deletionProtection), and delete it then.");
        }
    }

    @Override
    public boolean finalised() {
        return true;
    }

    @Override
    public void stored(Admission<ApplicationSpec> act) {
        if (act.after() == null && act.stored() != null) {
            deletions.getObject().begin(act.caller(), act.stored());
        } else if (act.before() != null
                && act.after() != null
                && !Objects.equals(
                        act.before().spec(ApplicationSpec.class).placement(),
                        act.after().placement())) {
            deployments.getObject().moved(act.caller(), act.place(), act.name());
        }
    }
}
