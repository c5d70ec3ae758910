package io.skerry.hub.volume;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.hub.command.Commands;
import io.skerry.hub.datacenter.DataCenterViews;
import io.skerry.hub.operation.Operations;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.Verb;
import io.skerry.hub.resource.web.Gate;
import io.skerry.hub.resource.web.Idempotency;
import io.skerry.hub.resource.web.Idempotency.Answer;
import io.skerry.hub.resource.web.ResourceViews;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.model.resource.Kind;
import io.skerry.model.volume.VolumeOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The volumes of a tenant: those in use, and those that were kept when their component went. */
@RestController
class VolumeController {

    private static final Duration WAITS_FOR = Duration.ofMinutes(5);

    private final DataCenterViews dataCenters;
    private final Operations operations;
    private final Commands commands;
    private final Idempotency idempotency;
    private final Gate gate;
    private final ResourceViews views;

    VolumeController(
            DataCenterViews dataCenters,
            Operations operations,
            Commands commands,
            Idempotency idempotency,
            Gate gate,
            ResourceViews views) {
        this.dataCenters = dataCenters;
        this.operations = operations;
        this.commands = commands;
        this.idempotency = idempotency;
        this.gate = gate;
        this.views = views;
    }

    /** What there is. */
    record Volumes(List<VolumeView> items) {}

    /** Which one is to go. */
    record Deletion(String application, String component, String name, String dataCenter) {}

    @GetMapping("/api/v1/tenants/{tenant}/volumes")
    Volumes list(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable String tenant,
            @RequestParam(required = false) @Nullable String application) {
        gate.require(caller, Verb.READ, Place.tenant(Kind.APPLICATION, tenant), application);
        return new Volumes(of(tenant).stream()
                .filter(volume -> application == null || volume.application().equals(application))
                .toList());
    }

    private List<VolumeView> of(String tenant) {
        return dataCenters.volumes(tenant).stream().map(VolumeView::of).toList();
    }

    @PostMapping("/api/v1/tenants/{tenant}/volumes:delete")
    ResponseEntity<Object> delete(
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            @PathVariable String tenant,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody byte[] body) {
        gate.require(caller, Verb.DELETE, Place.tenant(Kind.APPLICATION, tenant), null);
        var which = Json.strict(Json.body(body), Deletion.class, "");
        // Read before the tenant's transaction, which must not see what data centers hold.
        var volume = of(tenant).stream()
                .filter(one -> one.name().equals(which.name())
                        && one.application().equals(which.application())
                        && one.component().equals(which.component())
                        && one.dataCenter().equals(which.dataCenter()))
                .findFirst()
                .orElseThrow(HubException::notFound);
        var path = "/api/v1/tenants/" + tenant + "/volumes:delete";
        return idempotency
                .once(caller, tenant, key, body, path, () -> {
                    var operation = start(caller, tenant, volume);
                    return new Answer(202, operation.path(), null, views.of(operation));
                })
                .response();
    }

    private Stored start(Caller caller, String tenant, VolumeView volume) {
        var target = "/api/v1/tenants/" + tenant + "/volumes/" + volume.application() + "/" + volume.component() + "/"
                + volume.name();
        var input = Map.of("dataCenter", volume.dataCenter(), "volume", volume.name());
        var operation = operations.start(caller, tenant, VolumeDeleteHandler.ACTION, target, input, false);
        var component = new ComponentRef(new TenantName(tenant), volume.application(), volume.component());
        commands.order(
                VolumeDeleteHandler.commandOf(operation),
                volume.dataCenter(),
                tenant,
                VolumeOrder.DELETE_QUEUE,
                target,
                new VolumeOrder(component, volume.name()),
                WAITS_FOR);
        return operation;
    }
}
