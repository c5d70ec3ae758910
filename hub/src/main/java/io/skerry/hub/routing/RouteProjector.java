package io.skerry.hub.routing;

import io.skerry.hub.application.Belonging;
import io.skerry.hub.resource.Place;
import io.skerry.hub.resource.Projector;
import io.skerry.hub.resource.Stored;
import io.skerry.model.application.ApplicationSpec;
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
    public List<SiteBody> project(Stored root, Stored dataCenter, Inputs inputs) {
        var application = Belonging.application(root, inputs);
        if (root.deleting() != null
                || application == null
                || !Belonging.in(application.spec(ApplicationSpec.class), dataCenter.name())) {
            return List.of();
        }
        var tenant = new TenantName(String.valueOf(root.place().tenant()));
        var spec = root.spec(RouteSpec.class);
        var place =
                Place.application(Kind.COMPONENT, tenant.value(), root.place().scope());
        return inputs.object(place, String.valueOf(spec.component()))
                .filter(component -> component.deleting() == null)
                .map(component -> body(root, tenant, spec, component))
                .map(List::of)
                .orElse(List.of());
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
