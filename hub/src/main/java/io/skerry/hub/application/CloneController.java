package io.skerry.hub.application;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.hub.application.Clone.Cloned;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.Verb;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.web.Gate;
import io.skerry.hub.resource.web.Idempotency;
import io.skerry.hub.resource.web.Idempotency.Answer;
import io.skerry.hub.resource.web.ResourceViews;
import io.skerry.model.error.InvalidInput;
import io.skerry.model.name.Label;
import io.skerry.model.resource.Kind;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Makes an application like another: one act, one deployment, which names what was left out. */
@RestController
class CloneController {

    private final Apply apply;
    private final Resources resources;
    private final Gate gate;
    private final Idempotency idempotency;
    private final ResourceViews views;

    CloneController(Apply apply, Resources resources, Gate gate, Idempotency idempotency, ResourceViews views) {
        this.apply = apply;
        this.resources = resources;
        this.gate = gate;
        this.idempotency = idempotency;
        this.views = views;
    }

    @PostMapping("/api/v1/tenants/{tenant}/applications/{application}:clone")
    ResponseEntity<Object> make(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable String tenant,
            @PathVariable String application,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody byte[] body) {
        var from = Place.tenant(Kind.APPLICATION, tenant);
        gate.require(caller, Verb.READ, from, application);
        var request = Json.strict(Json.body(body), Clone.Request.class, "");
        var owner = Objects.requireNonNullElse(request.tenant(), tenant);
        var to = Place.tenant(Kind.APPLICATION, owner);
        gate.require(caller, Verb.CREATE, to, request.name());
        checked(request.name());
        // Read before the new owner's transaction, which sees nothing of another tenant.
        var clone = read(resources.get(from, application), request);
        return idempotency
                .once(caller, owner, key, body, from.path(application) + ":clone", () -> {
                    if (resources.find(to, request.name()).isPresent()) {
                        throw HubException.conflict(
                                "'" + owner + "' has an application '" + request.name() + "' already.",
                                "Choose another name, or delete that one first.");
                    }
                    var operation = apply.apply(caller, to, request.name(), clone.apply(), clone.left())
                            .orElseThrow();
                    return new Answer(202, operation.path(), null, views.of(operation));
                })
                .response();
    }

    private Cloned read(Stored application, Clone.Request request) {
        if (application.deleting() != null) {
            throw HubException.conflict("'" + application.name() + "' is being deleted.", null);
        }
        var tenant = String.valueOf(application.place().tenant());
        return Clone.of(
                application,
                resources.all(Place.application(Kind.COMPONENT, tenant, application.name())),
                resources.all(Place.application(Kind.ROUTE, tenant, application.name())),
                request);
    }

    private static void checked(String name) {
        try {
            Label.require("application", name);
        } catch (InvalidInput e) {
            throw HubException.invalid("/name", String.valueOf(e.getMessage()));
        }
    }
}
