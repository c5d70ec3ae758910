package io.skerry.hub.rollout;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.Json;
import io.skerry.hub.application.ApplicationParts;
import io.skerry.hub.operation.Operations;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Verb;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.web.Gate;
import io.skerry.hub.resource.web.Idempotency;
import io.skerry.hub.resource.web.Idempotency.Answer;
import io.skerry.hub.resource.web.ResourceViews;
import io.skerry.model.resource.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Rolls an application back: a rollout of an older release. */
@RestController
class RollbackController {

    private final Resources resources;
    private final Releases releases;
    private final ApplicationParts parts;
    private final Operations operations;
    private final Gate gate;
    private final Idempotency idempotency;
    private final ResourceViews views;

    RollbackController(
            Resources resources,
            Releases releases,
            ApplicationParts parts,
            Operations operations,
            Gate gate,
            Idempotency idempotency,
            ResourceViews views) {
        this.resources = resources;
        this.releases = releases;
        this.parts = parts;
        this.operations = operations;
        this.gate = gate;
        this.idempotency = idempotency;
        this.views = views;
    }

    record Request(long release) {}

    @PostMapping("/api/v1/tenants/{tenant}/applications/{application}:rollback")
    ResponseEntity<Object> rollback(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable String tenant,
            @PathVariable String application,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody byte[] body) {
        var place = Place.tenant(Kind.APPLICATION, tenant);
        gate.require(caller, Verb.ACT, place, application);
        var release = Json.strict(Json.body(body), Request.class, "").release();
        var path = place.path(application);
        return idempotency
                .once(caller, tenant, key, body, path + ":rollback", () -> {
                    var found = resources.lock(place, application);
                    releases.get(place, application, release);
                    var operation = operations.start(
                            caller, tenant, RollbackHandler.ACTION, path, Map.of("application", application), false);
                    releases.roll(place, application, release, parts.dataCenters(found), operation.name());
                    return new Answer(202, operation.path(), null, views.of(operation));
                })
                .response();
    }
}
