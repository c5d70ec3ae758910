package io.skerry.hub.application;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.Json;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.application.ApplicationSpec;
import io.skerry.model.build.Detection;
import io.skerry.model.resource.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/** What an application consists of and where it belongs, for those who bring its releases there. */
@Service
public final class ApplicationParts {

    /** Not processes of their own: the first is the component itself, the others run at other times. */
    private static final Set<String> NO_COMPONENT = Set.of("web", "release", "console", "test");

    private final Resources resources;

    ApplicationParts(Resources resources) {
        this.resources = resources;
    }

    /** The application of that name. */
    public Optional<Stored> find(String tenant, String name) {
        return resources.find(Place.tenant(Kind.APPLICATION, tenant), name);
    }

    /** Its components that are not being deleted. */
    public List<Stored> components(String tenant, String application) {
        return resources.all(Place.application(Kind.COMPONENT, tenant, application)).stream()
                .filter(component -> component.deleting() == null)
                .toList();
    }

    /** The data centers it belongs in, in name order. */
    public List<String> dataCenters(Stored application) {
        var spec = application.spec(ApplicationSpec.class);
        return resources.all(Place.platform(Kind.DATA_CENTER)).stream()
                .map(Stored::name)
                .filter(dc -> Belonging.in(spec, dc))
                .toList();
    }

    /**
     * Makes a component of every process type of a source but the usual one.
     *
     * @return whether one was made
     */
    public boolean addProcessTypes(Stored component, @Nullable Detection detection) {
        if (detection == null || component.spec().path("run").has("process")) {
            return false;
        }
        var added = false;
        for (var process : detection.processes().keySet()) {
            var missing = !NO_COMPONENT.contains(process)
                    && resources.find(component.place(), process).isEmpty();
            if (missing) {
                var spec = component.spec().deepCopy();
                if (spec instanceof ObjectNode object) {
                    object.remove(List.of("ports", "probes", "replicas"));
                    object.set("run", Json.tree(Map.of("process", process)));
                    Deployments.quietly(
                            () -> resources.create(Caller.PLATFORM, component.place(), process, Map.of(), object));
                    added = true;
                }
            }
        }
        return added;
    }
}
