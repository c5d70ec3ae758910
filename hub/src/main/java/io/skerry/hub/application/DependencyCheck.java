package io.skerry.hub.application;

import io.skerry.hub.api.HubException;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.application.ComponentSpec;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.resource.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Dependencies within an application: each exists, and they form no circle. */
@Service
final class DependencyCheck {

    private final Resources resources;

    DependencyCheck(Resources resources) {
        this.resources = resources;
    }

    /** Checks now, or at the end of the running {@code :apply}, whose components may come in any order. */
    void later(Place components) {
        Deployments.atTheEnd(() -> check(components));
    }

    /** Refuses to take away what others need, unless all of the application goes. */
    void requireNobodyNeeds(Stored component) {
        var place =
                Place.tenant(Kind.APPLICATION, String.valueOf(component.place().tenant()));
        if (resources.get(place, component.place().scope()).deleting() != null) {
            return;
        }
        for (var other : resources.all(component.place())) {
            var needs = other.deleting() == null
                    && other.spec(ComponentSpec.class).dependencyList().stream()
                            .anyMatch(need -> need.component().equals(component.name()));
            if (needs) {
                throw HubException.conflict(
                        "'" + other.name() + "' depends on '" + component.name() + "'.",
                        "Take the dependency out of '" + other.name() + "' first, or delete the application.");
            }
        }
    }

    private void check(Place place) {
        var needs = new LinkedHashMap<String, List<String>>();
        for (var component : resources.all(new Place(Kind.COMPONENT, place.tenant(), place.scope()))) {
            needs.put(
                    component.name(),
                    component.spec(ComponentSpec.class).dependencyList().stream()
                            .map(need -> need.component())
                            .toList());
        }
        needs.forEach((name, wanted) -> wanted.stream()
                .filter(other -> !needs.containsKey(other))
                .findFirst()
                .ifPresent(missing -> {
                    throw HubException.at(
                            ErrorCode.INVALID_FIELD,
                            "/spec/dependencies",
                            "'" + name + "' depends on '" + missing + "', which this application does not have.",
                            "Add that component, or apply both at once.");
                }));
        var circle = circle(needs);
        if (!circle.isEmpty()) {
            throw HubException.at(
                    ErrorCode.DEPENDENCY_CYCLE,
                    "/spec/dependencies",
                    "These components wait for each other: " + circle.stream().collect(Collectors.joining(" → ")) + ".",
                    "Take one of these dependencies away.");
        }
    }

    /** A circle as a walk that ends where it began; empty if there is none. */
    static List<String> circle(Map<String, List<String>> needs) {
        var done = new ArrayList<String>();
        for (var start : needs.keySet()) {
            var found = walk(start, needs, new ArrayList<>(), done);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static List<String> walk(String at, Map<String, List<String>> needs, List<String> path, List<String> done) {
        if (path.contains(at)) {
            var circle = new ArrayList<>(path.subList(path.indexOf(at), path.size()));
            circle.add(at);
            return circle;
        }
        if (done.contains(at)) {
            return List.of();
        }
        path.add(at);
        for (var next : needs.getOrDefault(at, List.of())) {
            var found = walk(next, needs, path, done);
            if (!found.isEmpty()) {
                return found;
            }
        }
        path.removeLast();
        done.add(at);
        return List.of();
    }
}
