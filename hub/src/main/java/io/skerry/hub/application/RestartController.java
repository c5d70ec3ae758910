package io.skerry.hub.application;

import io.skerry.hub.api.Caller;
import io.skerry.hub.command.Commands;
import io.skerry.hub.operation.Operations;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.Verb;
import io.skerry.hub.resource.store.Resources;
import io.skerry.hub.resource.web.Gate;
import io.skerry.hub.resource.web.Idempotency;
import io.skerry.hub.resource.web.Idempotency.Answer;
import io.skerry.hub.resource.web.ResourceViews;
import io.skerry.model.resource.Kind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Restarts a component's instances, one after the other, wherever it runs. */
@RestController
class RestartController {

    private static final Duration WAITS_FOR = Duration.ofMinutes(5);

    private final Resources resources;
    private final ApplicationParts parts;
    private final Operations operations;
    private final Commands commands;
    private final Idempotency idempotency;
    private final Gate gate;
    private final ResourceViews views;

    RestartController(
            Resources resources,
            ApplicationParts parts,
            Operations operations,
            Commands commands,
            Idempotency idempotency,
            Gate gate,
            ResourceViews views) {
        this.resources = resources;
        this.parts = parts;
        this.operations = operations;
        this.commands = commands;
        this.idempotency = idempotency;
        this.gate = gate;
        this.views = views;
    }

    @PostMapping("/api/v1/tenants/{tenant}/applications/{application}/components/{component}:restart")
    ResponseEntity<Object> restart(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable String tenant,
            @PathVariable String application,
            @PathVariable String component,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key) {
        var place = Place.application(Kind.COMPONENT, tenant, application);
        gate.require(caller, Verb.ACT, place, component);
        return idempotency
                .once(caller, tenant, key, new byte[0], place.path(component) + ":restart", () -> {
                    var operation = start(caller, resources.get(place, component));
                    return new Answer(202, operation.path(), null, views.of(operation));
                })
                .response();
    }

    private Stored start(Caller caller, Stored component) {
        var tenant = String.valueOf(component.place().tenant());
        List<String> sites = parts.find(tenant, component.place().scope())
                .map(parts::dataCenters)
                .orElse(List.of());
        var operation = operations.start(
                caller, tenant, RestartHandler.ACTION, component.path(), Map.of("dataCenters", sites), false);
        for (var dc : sites) {
            commands.order(
                    RestartHandler.commandOf(operation, dc),
                    dc,
                    tenant,
                    RestartHandler.ACTION,
                    component.path(),
                    Map.of("component", Addresses.ref(component)),
                    WAITS_FOR);
        }
        return operation;
    }
}
