package io.skerry.hub.application;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.Json;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.application.ApplicationSpec;
import io.skerry.model.build.Detection;
import io.skerry.model.name.DataCenterName;
import io.skerry.model.resource.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
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

    /** The same in the order of its placement: what is done once is done in the first. */
    public List<String> inOrder(Stored application) {
        var all = dataCenters(application);
        var placement = application.spec(ApplicationSpec.class).placement();
        return placement == null || placement.dataCenters() == null
                ? all
                : placement.dataCenters().stream()
                        .map(DataCenterName::value)
                        .filter(all::contains)
                        .distinct()
                        .toList();
    }

    /**
     * Makes a component of every process type of a source but the usual one. A component of that name which has nothing to
     * run, since only its ports or dependencies were declared before, becomes it.
     *
     * @return whether there is one more to build
     */
    public boolean addProcessTypes(Stored component, @Nullable Detection detection) {
        if (detection == null || component.spec().path("run").has("process")) {
            return false;
        }
        var added = false;
        for (var process : detection.processes().keySet()) {
            if (!NO_COMPONENT.contains(process)) {
                added |= add(component, process);
            }
        }
        return added;
    }

    private boolean add(Stored component, String process) {
        var known = resources.find(component.place(), process);
        if (known.isEmpty()) {
            var spec = (ObjectNode) component.spec().deepCopy();
            spec.remove(List.of("ports", "probes", "replicas"));
            spec.set("run", run(process));
            Deployments.quietly(() -> resources.create(Caller.PLATFORM, component.place(), process, Map.of(), spec));
            return true;
        }
        if (known.get().spec().has("source") || known.get().spec().has("run")) {
            return false;
        }
        var spec = (ObjectNode) known.get().spec().deepCopy();
        for (var part : List.of("source", "build")) {
            if (component.spec().has(part)) {
                spec.set(part, component.spec().get(part));
            }
        }
        spec.set("run", run(process));
        Deployments.quietly(() -> resources.update(
                Caller.PLATFORM, component.place(), process, null, known.get().labels(), spec));
        return true;
    }

    private static JsonNode run(String process) {
        return Json.tree(Map.of("process", process));
    }
}
