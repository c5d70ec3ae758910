package io.skerry.hub.application;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.Difference;
import io.skerry.hub.api.Json;
import io.skerry.hub.resource.Database;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.Verb;
import io.skerry.hub.resource.web.Gate;
import io.skerry.hub.resource.web.Idempotency;
import io.skerry.hub.resource.web.Idempotency.Answer;
import io.skerry.hub.resource.web.ResourceViews;
import io.skerry.model.name.Label;
import io.skerry.model.resource.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Changes an application as a whole: {@code :apply} writes what is described, {@code :deploy} brings a source. */
@RestController
class ApplyController {

    private final Apply apply;
    private final Gate gate;
    private final Idempotency idempotency;
    private final ResourceViews views;
    private final Database database;

    ApplyController(Apply apply, Gate gate, Idempotency idempotency, ResourceViews views, Database database) {
        this.apply = apply;
        this.gate = gate;
        this.idempotency = idempotency;
        this.views = views;
        this.database = database;
    }

    @PostMapping("/api/v1/tenants/{tenant}/applications/{application}:apply")
    ResponseEntity<Object> apply(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable String tenant,
            @PathVariable String application,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestBody byte[] body) {
        var place = Place.tenant(Kind.APPLICATION, tenant);
        gate.require(caller, Verb.UPDATE, place, application);
        Label.require("application", application);
        var request = Json.strict(Json.body(body), Apply.Request.class, "");
        if (dryRun) {
            return rehearsal(caller, place, application, () -> request);
        }
        return idempotency
                .once(
                        caller,
                        tenant,
                        key,
                        body,
                        place.path(application) + ":apply",
                        () -> answer(apply.apply(caller, place, application, request)))
                .response();
    }

    @PostMapping("/api/v1/tenants/{tenant}/applications/{application}:deploy")
    ResponseEntity<Object> deploy(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable String tenant,
            @PathVariable String application,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestParam(defaultValue = "false") boolean dryRun,
            @RequestBody byte[] body) {
        var place = Place.tenant(Kind.APPLICATION, tenant);
        gate.require(caller, Verb.UPDATE, place, application);
        Label.require("application", application);
        var deploy = new Deploy(Json.strict(Json.body(body), Deploy.Request.class, ""));
        if (dryRun) {
            return rehearsal(caller, place, application, () -> deploy.asApply(apply.before(place, application)));
        }
        return idempotency
                .once(
                        caller,
                        tenant,
                        key,
                        body,
                        place.path(application) + ":deploy",
                        () -> answer(apply.apply(
                                caller, place, application, deploy.asApply(apply.before(place, application)))))
                .response();
    }

    private ResponseEntity<Object> rehearsal(
            Caller caller, Place place, String application, Supplier<Apply.Request> request) {
        List<Difference> changes =
                database.rehearse(place.tenant(), () -> apply.changes(caller, place, application, request.get()));
        return ResponseEntity.ok(Map.of("changes", changes));
    }

    private Answer answer(Optional<Stored> operation) {
        return operation
                .map(op -> new Answer(202, op.path(), null, views.of(op)))
                .orElseGet(() -> new Answer(200, null, null, Deployments.nothingToDo()));
    }
}
