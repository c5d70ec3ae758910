package io.skerry.hub.application;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.Difference;
import io.skerry.hub.api.HubException;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.resource.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Writes an application, its components and its routes in one transaction and asks for one release of it all. */
@Service
class Apply {

    private final Resources resources;
    private final Deployments deployments;

    Apply(Resources resources, Deployments deployments) {
        this.resources = resources;
        this.deployments = deployments;
    }

    /** The body of {@code :apply}. {@code release} is {@code auto} or {@code manual}. */
    record Request(
            @Nullable Part application,
            @Nullable List<Named> components,
            @Nullable List<Named> routes,
            @Nullable String release,
            @Nullable String reason,
            @Nullable Boolean always,
            @Nullable Boolean processTypes) {

        Request {
            if (release != null && !List.of("auto", "manual").contains(release)) {
                throw new io.skerry.model.error.InvalidInput("release is auto or manual");
            }
        }
    }

    /** An object without a name of its own. */
    record Part(
            @Nullable Map<String, String> labels, @Nullable JsonNode spec) {}

    /** A part of the application. */
    record Named(
            String name,
            @Nullable Map<String, String> labels,
            @Nullable JsonNode spec) {}

    /** Writes it; the operation that follows the release, empty if nothing is to be released. */
    Optional<Stored> apply(Caller caller, Place place, String application, Request request) {
        return apply(caller, place, application, request, null);
    }

    /** The same, where {@code left} names what was left out. */
    Optional<Stored> apply(
            Caller caller, Place place, String application, Request request, @Nullable List<String> left) {
        var parts = Place.application(Kind.COMPONENT, String.valueOf(place.tenant()), application);
        if (resources
                .reference(Place.platform(Kind.TENANT), String.valueOf(place.tenant()))
                .isEmpty()) {
            throw HubException.notFound();
        }
        var reason = request.reason() == null ? "apply" : request.reason();
        var input = new Deployments.Input(application, reason, Boolean.TRUE.equals(request.processTypes()), left);
        return deployments.together(caller, parts, input, Boolean.TRUE.equals(request.always()), () -> {
            write(caller, place, application, request);
            return !"manual".equals(request.release());
        });
    }

    /** What {@link #apply} would change; for a transaction that is taken back. */
    List<Difference> changes(Caller caller, Place place, String application, Request request) {
        var before = snapshot(place, application);
        apply(caller, place, application, request);
        var after = snapshot(place, application);
        var changes = new ArrayList<Difference>();
        after.forEach((path, spec) -> Difference.between(before.get(path), spec)
                .forEach(change ->
                        changes.add(new Difference(path + change.pointer(), change.before(), change.after()))));
        return changes;
    }

    /** The specs of the application, under no name, and of its components that stay. */
    Map<String, JsonNode> before(Place place, String application) {
        var specs = new LinkedHashMap<String, JsonNode>();
        resources.find(place, application).ifPresent(found -> specs.put("", found.spec()));
        resources.all(Place.application(Kind.COMPONENT, String.valueOf(place.tenant()), application)).stream()
                .filter(component -> component.deleting() == null)
                .forEach(component -> specs.put(component.name(), component.spec()));
        return specs;
    }

    private Map<String, JsonNode> snapshot(Place place, String application) {
        var specs = new LinkedHashMap<String, JsonNode>();
        resources.find(place, application).ifPresent(found -> specs.put("/application", found.spec()));
        for (var kind : List.of(Kind.COMPONENT, Kind.ROUTE)) {
            resources
                    .all(Place.application(kind, String.valueOf(place.tenant()), application))
                    .forEach(part -> specs.put("/" + kind.plural() + "/" + part.name(), part.spec()));
        }
        return specs;
    }

    private void write(Caller caller, Place place, String application, Request request) {
        at("/application", () -> put(caller, place, application, request.application()));
        each(caller, place, application, Kind.COMPONENT, request.components());
        each(caller, place, application, Kind.ROUTE, request.routes());
    }

    private void each(Caller caller, Place place, String application, Kind kind, @Nullable List<Named> parts) {
        if (parts == null) {
            return;
        }
        var inside = Place.application(kind, String.valueOf(place.tenant()), application);
        for (var i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            at(
                    "/" + kind.plural() + "/" + i,
                    () -> put(caller, inside, part.name(), new Part(part.labels(), part.spec())));
        }
    }

    /** Creates or changes; what is not said about an existing object stays as it is. */
    private Stored put(Caller caller, Place place, String name, @Nullable Part part) {
        var before = resources.find(place, name);
        var labels = part == null ? null : part.labels();
        var spec = part == null ? null : part.spec();
        if (before.isEmpty()) {
            return resources.create(
                    caller,
                    place,
                    name,
                    labels == null ? Map.of() : labels,
                    spec == null ? JsonNodeFactory.instance.objectNode() : spec);
        }
        return resources.update(
                caller,
                place,
                name,
                null,
                labels == null ? before.get().labels() : labels,
                spec == null ? before.get().spec() : spec);
    }

    private static void at(String pointer, Runnable act) {
        try {
            act.run();
        } catch (HubException e) {
            throw e.pointer() == null ? e : e.under(pointer);
        }
    }
}
