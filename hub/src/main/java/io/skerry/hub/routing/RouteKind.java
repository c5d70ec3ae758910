package io.skerry.hub.routing;

import io.skerry.hub.api.HubException;
import io.skerry.hub.application.Addresses;
import io.skerry.hub.application.Deletions;
import io.skerry.hub.resource.KindDefinition;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Stored;
import io.skerry.hub.resource.store.Resources;
import io.skerry.model.application.ComponentSpec;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.resource.Kind;
import io.skerry.model.route.RouteSpec;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The kind {@code route}: hosts that lead to a port of a component. */
@Component
class RouteKind implements KindDefinition<RouteSpec> {

    private final ObjectProvider<Resources> resources;
    private final ObjectProvider<Deletions> deletions;
    private final HostClaimRepository claims;

    RouteKind(ObjectProvider<Resources> resources, ObjectProvider<Deletions> deletions, HostClaimRepository claims) {
        this.resources = resources;
        this.deletions = deletions;
        this.claims = claims;
    }

    @Override
    public Kind kind() {
        return Kind.ROUTE;
    }

    @Override
    public Class<RouteSpec> specType() {
        return RouteSpec.class;
    }

    @Override
    public List<String> notAvailableYet() {
        return List.of("/http", "/tcp", "/udp", "/tls", "/dataCenters");
    }

    @Override
    public void validate(RouteSpec spec) {
        if (spec.hosts() == null || spec.hosts().isEmpty()) {
            throw HubException.invalid("/hosts", "A route names at least one host.");
        }
    }

    @Override
    public void admit(Admission<RouteSpec> act) {
        var spec = act.after();
        if (spec == null) {
            return;
        }
        var tenant = String.valueOf(act.place().tenant());
        var component = resources
                .getObject()
                .reference(
                        Place.application(Kind.COMPONENT, tenant, act.place().scope()),
                        String.valueOf(spec.component()))
                .orElseThrow(() -> HubException.invalid(
                        "/spec/component", "There is no component '" + spec.component() + "' in this application."));
        var ports = component.spec(ComponentSpec.class).portList();
        if (ports.isEmpty()) {
            throw HubException.invalid("/spec/component", "'" + spec.component() + "' has no port.");
        }
        requireFree(spec.hosts() == null ? List.of() : spec.hosts(), Addresses.ref(component));
        if (spec.port() != null && ports.stream().noneMatch(port -> port.name().equals(spec.port()))) {
            throw HubException.invalid("/spec/port", "'" + spec.component() + "' has no port '" + spec.port() + "'.");
        }
    }

    private void requireFree(List<String> hosts, ComponentRef component) {
        var given = new GivenHosts(resources.getObject().all(Place.platform(Kind.DATA_CENTER)));
        for (var i = 0; i < hosts.size(); i++) {
            if (!given.free(hosts.get(i), component)) {
                throw HubException.at(
                        ErrorCode.INVALID_FIELD,
                        "/spec/hosts/" + i,
                        "'" + hosts.get(i) + "' looks like the hosts that Skerry gives out itself in a data center.",
                        "A public port answers at its default host without a route; choose a host of your own.");
            }
        }
    }

    @Override
    public boolean finalised() {
        return true;
    }

    @Override
    public void stored(Admission<RouteSpec> act) {
        var stored = act.stored();
        if (stored == null) {
            return;
        }
        var after = act.after();
        if (after == null) {
            deletions.getObject().begin(act.caller(), stored);
        } else {
            claims.claim(
                    String.valueOf(act.place().tenant()),
                    stored.uid(),
                    after.hosts() == null ? List.of() : after.hosts());
        }
    }

    /** Not before: until then a data center may still send the host's traffic there. */
    @Override
    public void removed(Stored gone) {
        claims.release(gone.uid());
    }
}
