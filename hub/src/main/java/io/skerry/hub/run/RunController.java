package io.skerry.hub.run;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.hub.application.Addresses;
import io.skerry.hub.application.ApplicationParts;
import io.skerry.hub.operation.Operations;
import io.skerry.hub.projection.Wanted;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.Verb;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.web.Gate;
import io.skerry.hub.resource.web.Idempotency;
import io.skerry.hub.resource.web.Idempotency.Answer;
import io.skerry.hub.resource.web.ResourceViews;
import io.skerry.model.application.RunSpec;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.resource.Kind;
import io.skerry.model.site.WantedComponent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Runs a command once, with everything a component's instances have, in one data center. */
@RestController
class RunController {

    private final Resources resources;
    private final ApplicationParts parts;
    private final Operations operations;
    private final Runs runs;
    private final Wanted wanted;
    private final Idempotency idempotency;
    private final Gate gate;
    private final ResourceViews views;

    RunController(
            Resources resources,
            ApplicationParts parts,
            Operations operations,
            Runs runs,
            Wanted wanted,
            Idempotency idempotency,
            Gate gate,
            ResourceViews views) {
        this.resources = resources;
        this.parts = parts;
        this.operations = operations;
        this.runs = runs;
        this.wanted = wanted;
        this.idempotency = idempotency;
        this.gate = gate;
        this.views = views;
    }

    @PostMapping("/api/v1/tenants/{tenant}/applications/{application}/components/{component}:run")
    ResponseEntity<Object> run(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable String tenant,
            @PathVariable String application,
            @PathVariable String component,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody byte[] body) {
        var place = Place.application(Kind.COMPONENT, tenant, application);
        gate.require(caller, Verb.ACT, place, component);
        var request = Json.strict(Json.body(body), RunRequest.class, "");
        request.check();
        // Read before the tenant's transaction, which must not see what data centers hold.
        var found = resources.get(place, component);
        var dc = dataCenter(application, tenant, request.dataCenter());
        var there = there(found, dc);
        return idempotency
                .once(caller, tenant, key, body, place.path(component) + ":run", () -> {
                    var operation = start(caller, found, dc, there, request);
                    return new Answer(202, operation.path(), null, views.of(operation));
                })
                .response();
    }

    private WantedComponent there(Stored component, String dc) {
        return wanted.body(dc, EdgeKey.wanted(Addresses.ref(component)))
                .map(body -> Json.read(new String(body, StandardCharsets.UTF_8), WantedComponent.class))
                .orElseThrow(() -> HubException.conflict(
                        "'" + component.name() + "' has no release in data center " + dc + " yet.",
                        "Deploy it first, and wait for the end."));
    }

    private Stored start(Caller caller, Stored component, String dc, WantedComponent there, RunRequest request) {
        var ref = there.component();
        var tenant = ref.tenant().value();
        var name = "op-" + UUID.randomUUID();
        var instance = Runs.instanceFor(ref.component(), name);
        var input = new RunHandler.Input(
                ref.application(),
                ref.component(),
                dc,
                instance,
                request.command(),
                request.limit().toSeconds());
        var operation = operations.start(caller, tenant, name, RunHandler.ACTION, component.path(), input, true);
        var directory = there.spec().run() == null ? null : there.spec().run().workingDirectory();
        runs.order(
                operation.name(),
                dc,
                component.path(),
                instance,
                there,
                new RunSpec(null, request.command(), directory),
                request.limit());
        return operation;
    }

    private String dataCenter(String application, String tenant, @Nullable String named) {
        List<String> sites = parts.find(tenant, application).map(parts::inOrder).orElse(List.of());
        if (sites.isEmpty()) {
            throw HubException.of(
                    ErrorCode.NO_DATA_CENTER,
                    "There is no data center yet that could run it.",
                    "Add one: skerry dc add NAME.");
        }
        if (named != null && !sites.contains(named)) {
            throw HubException.invalid(
                    "/dataCenter", "'" + application + "' does not belong in '" + named + "', but in: " + sites + ".");
        }
        return named == null ? sites.getFirst() : named;
    }
}
