package io.skerry.hub.resource.web;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.Difference;
import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.hub.api.MergePatch;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Kinds;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.Verb;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.web.Idempotency.Answer;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.resource.Kind;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reads and writes single resources of every kind. */
@RestController
class ResourceController {

    private static final String ONE = "/{name:[^:]+}";
    private static final String PLATFORM = "/api/v1/{plural}";
    private static final String TENANT = "/api/v1/tenants/{tenant}/{plural}";
    private static final String APPLICATION = "/api/v1/tenants/{tenant}/applications/{application}/{plural}";
    private static final String MERGE = "application/vnd.skerry.merge+json";

    private final Kinds kinds;
    private final Resources resources;
    private final ResourceViews views;
    private final Gate gate;
    private final Idempotency idempotency;
    private final Database database;

    ResourceController(
            Kinds kinds,
            Resources resources,
            ResourceViews views,
            Gate gate,
            Idempotency idempotency,
            Database database) {
        this.kinds = kinds;
        this.resources = resources;
        this.views = views;
        this.gate = gate;
        this.idempotency = idempotency;
        this.database = database;
    }

    @GetMapping({PLATFORM + ONE, TENANT + ONE, APPLICATION + ONE})
    ResponseEntity<Object> get(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable Map<String, String> path,
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String view,
            @RequestParam(required = false) @Nullable String dataCenter) {
        var place = ResourcePath.of(kinds, path).place();
        gate.require(caller, Verb.READ, place, name);
        var stored = resources.get(place, name);
        return ResponseEntity.ok().eTag(etag(stored)).body(views.of(stored, View.of(view, dataCenter)));
    }

    @PostMapping({PLATFORM, TENANT, APPLICATION})
    ResponseEntity<Object> create(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable Map<String, String> path,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestBody byte[] body) {
        var target = ResourcePath.of(kinds, path);
        gate.require(caller, Verb.CREATE, target.place(), null);
        requireWritable(target);
        requireUnfixed(target);
        var given = Bodies.create(body);
        Supplier<Stored> act = () -> resources.create(
                caller, target.place(), given.name(), Bodies.labels(given.labels()), Bodies.spec(given.spec()));
        if (dryRun) {
            return rehearsal(target.place(), null, act);
        }
        return idempotency
                .once(caller, target.place().tenant(), key, body, target.place().path(""), () -> {
                    var stored = act.get();
                    return new Answer(201, stored.path(), etag(stored), views.of(stored));
                })
                .response();
    }

    @PutMapping({PLATFORM + ONE, TENANT + ONE, APPLICATION + ONE})
    ResponseEntity<Object> replace(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable Map<String, String> path,
            @PathVariable String name,
            @RequestHeader HttpHeaders headers,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestBody byte[] body) {
        var target = ResourcePath.of(kinds, path);
        gate.require(caller, Verb.UPDATE, target.place(), name);
        requireChangeable(target);
        var version = Bodies.requiredVersion(headers);
        var whole = Bodies.replace(Json.body(body));
        return changed(target.place(), name, dryRun, () -> update(caller, target.place(), name, version, whole));
    }

    @PatchMapping(
            path = {PLATFORM + ONE, TENANT + ONE, APPLICATION + ONE},
            consumes = MERGE)
    ResponseEntity<Object> patch(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable Map<String, String> path,
            @PathVariable String name,
            @RequestHeader HttpHeaders headers,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestBody byte[] body) {
        var target = ResourcePath.of(kinds, path);
        gate.require(caller, Verb.UPDATE, target.place(), name);
        requireChangeable(target);
        var version = Bodies.requiredVersion(headers);
        var patch = Json.patch(body);
        return changed(target.place(), name, dryRun, () -> {
            var before = resources.get(target.place(), name);
            var merged = MergePatch.apply(Json.tree(new Bodies.Whole(before.labels(), before.spec())), patch);
            return update(caller, target.place(), name, version, Bodies.replace(merged));
        });
    }

    @DeleteMapping({PLATFORM + ONE, TENANT + ONE, APPLICATION + ONE})
    ResponseEntity<Object> delete(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable Map<String, String> path,
            @PathVariable String name,
            @RequestHeader HttpHeaders headers,
            @RequestParam(defaultValue = "false") boolean dryRun) {
        var target = ResourcePath.of(kinds, path);
        gate.require(caller, Verb.DELETE, target.place(), name);
        requireWritable(target);
        requireUnfixed(target);
        Supplier<Stored> act = () -> resources.delete(caller, target.place(), name, Bodies.version(headers));
        if (dryRun) {
            return rehearsal(target.place(), resources.get(target.place(), name), act);
        }
        var deleted = act.get();
        if (!target.kind().finalised()) {
            return ResponseEntity.noContent().build();
        }
        var operations = new Place(Kind.OPERATION, target.place().tenant(), "");
        var following = resources.get(operations, "delete-" + deleted.uid());
        return ResponseEntity.accepted()
                .header(HttpHeaders.LOCATION, following.path())
                .body(views.of(following));
    }

    private Stored update(Caller caller, Place place, String name, long version, Bodies.Whole whole) {
        return resources.update(caller, place, name, version, Bodies.labels(whole.labels()), Bodies.spec(whole.spec()));
    }

    private ResponseEntity<Object> changed(Place place, String name, boolean dryRun, Supplier<Stored> act) {
        if (dryRun) {
            return rehearsal(place, resources.get(place, name), act);
        }
        var stored = database.as(place.tenant(), act);
        return ResponseEntity.ok().eTag(etag(stored)).body(views.of(stored));
    }

    private ResponseEntity<Object> rehearsal(Place place, @Nullable Stored before, Supplier<Stored> act) {
        var after = database.rehearse(place.tenant(), act);
        var changes = Difference.between(
                before == null ? null : whole(before), after.deleting() != null ? null : whole(after));
        return ResponseEntity.ok(Map.<String, List<Difference>>of("changes", changes));
    }

    private static tools.jackson.databind.JsonNode whole(Stored stored) {
        return Json.tree(new Bodies.Whole(stored.labels(), stored.spec()));
    }

    private static void requireWritable(ResourcePath target) {
        if (!target.kind().writable()) {
            throw HubException.of(
                    ErrorCode.METHOD_NOT_ALLOWED,
                    "Skerry itself writes every " + target.place().kind().text() + ".",
                    "See the API's description for the action that makes one.");
        }
    }

    private static void requireUnfixed(ResourcePath target) {
        if (target.kind().fixed()) {
            throw HubException.of(
                    ErrorCode.METHOD_NOT_ALLOWED,
                    "Every " + target.place().kind().text() + " is part of the platform: none is made or deleted.",
                    "Change one that is there.");
        }
    }

    private static void requireChangeable(ResourcePath target) {
        requireWritable(target);
        if (!target.kind().changeable()) {
            throw HubException.of(
                    ErrorCode.METHOD_NOT_ALLOWED,
                    "A " + target.place().kind().text() + " does not change.",
                    "Delete it and make another.");
        }
    }

    private static String etag(Stored stored) {
        return "\"" + stored.version() + "\"";
    }
}
