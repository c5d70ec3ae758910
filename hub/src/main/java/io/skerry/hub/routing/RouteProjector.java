package io.skerry.hub.routing;

import io.skerry.hub.application.Belonging;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Projector;
import io.skerry.hub.resource.Stored;
import io.skerry.model.application.ComponentSpec;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.name.TenantName;
import io.skerry.model.resource.Kind;
import io.skerry.model.route.RouteSpec;
import io.skerry.model.site.WantedRoute;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** What a gateway is told of a route. */
@Component
class RouteProjector implements Projector {

    @Override
    public Kind kind() {
        return Kind.ROUTE;
    }

    @Override
    public Projected project(Stored root, Stored dataCenter, Inputs inputs) {
        return Belonging.project(root, dataCenter, inputs, application -> route(root, inputs));
    }

    /** A route without its component goes with it: by the act that deletes the component. */
    private static Projected route(Stored root, Inputs inputs) {
        var tenant = new TenantName(String.valueOf(root.place().tenant()));
        var spec = root.spec(RouteSpec.class);
        var place =
                Place.application(Kind.COMPONENT, tenant.value(), root.place().scope());
        var component = inputs.object(place, String.valueOf(spec.component()));
        if (component.isEmpty() || component.get().deleting() != null) {
            return Projected.nothing(
                    component.map(going -> "delete-" + going.uid()).orElse(null));
        }
        return new Projected(List.of(body(root, tenant, spec, component.get())), null);
    }

    private static SiteBody body(Stored root, TenantName tenant, RouteSpec spec, Stored component) {
        var ports = component.spec(ComponentSpec.class).portList();
        var port = spec.port() != null
                ? spec.port()
                : ports.isEmpty() ? "" : ports.getFirst().name();
        return new SiteBody(
                EdgeKey.wantedRoute(tenant, root.place().scope(), root.name()),
                new WantedRoute(
                        tenant,
                        root.place().scope(),
                        root.name(),
                        root.uid().toString(),
                        Objects.requireNonNullElse(spec.hosts(), List.of()),
                        component.name(),
                        port));
    }
}
