package io.skerry.hub.rollout;

import io.skerry.hub.api.Json;
import io.skerry.hub.application.Addresses;
import io.skerry.hub.application.Belonging;
import io.skerry.hub.application.Overrides;
import io.skerry.hub.resource.Projector;
import io.skerry.hub.resource.Stored;
import io.skerry.model.application.ComponentSpec;
import io.skerry.model.application.Effective;
import io.skerry.model.application.PortSpec;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.name.DataCenterName;
import io.skerry.model.release.ReleaseSpec;
import io.skerry.model.release.ReleaseSpec.ReleasedComponent;
import io.skerry.model.resource.Kind;
import io.skerry.model.site.WantedComponent;
import io.skerry.model.site.WantedRoute;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What a data center runs of a component: the released spec with this data center's overrides, the component's replicas of now. */
@Component
class ComponentProjector implements Projector {

    /** No route of a tenant can have this name. */
    private static final String DEFAULT_ROUTE = "~";

    @Override
    public Kind kind() {
        return Kind.COMPONENT;
    }

    @Override
    public Projected project(Stored root, Stored dataCenter, Inputs inputs) {
        return Belonging.project(root, dataCenter, inputs, application -> {
            var rollout = newestRollout(application, inputs);
            return new Projected(
                    rollout.flatMap(found -> release(application, found, inputs))
                            .flatMap(release -> Optional.ofNullable(
                                            release.components().get(root.name()))
                                    .map(released -> bodies(root, dataCenter, release, released)))
                            .orElse(List.of()),
                    rollout.map(RolloutSpec::operation).orElse(null));
        });
    }

    /** Wherever an application belongs, its newest rollout decides what runs. */
    private static Optional<RolloutSpec> newestRollout(Stored application, Inputs inputs) {
        return inputs.list(Releases.rollouts(application.place(), application.name())).stream()
                .map(found -> found.spec(RolloutSpec.class))
                .max(Comparator.comparingLong(RolloutSpec::sequence));
    }

    private static Optional<ReleaseSpec> release(Stored application, RolloutSpec rollout, Inputs inputs) {
        return inputs.object(Releases.releases(application.place(), application.name()), "r" + rollout.release())
                .map(found -> found.spec(ReleaseSpec.class));
    }

    private static List<SiteBody> bodies(
            Stored root, Stored dataCenter, ReleaseSpec release, ReleasedComponent released) {
        var ref = Addresses.ref(root);
        var wanted = wanted(root, dataCenter, release, released);
        var bodies = new ArrayList<SiteBody>();
        bodies.add(new SiteBody(EdgeKey.wanted(ref), wanted));
        wanted.spec().portList().stream()
                .filter(port -> port.exposure() == PortSpec.Exposure.PUBLIC)
                .findFirst()
                .ifPresent(port -> bodies.add(new SiteBody(
                        EdgeKey.wantedRoute(ref.tenant(), ref.application(), DEFAULT_ROUTE + ref.component()),
                        new WantedRoute(
                                ref.tenant(),
                                ref.application(),
                                DEFAULT_ROUTE + ref.component(),
                                root.uid().toString(),
                                List.of(Addresses.host(ref, dataCenter)),
                                ref.component(),
                                port.name()))));
        return bodies;
    }

    /** A released component as a data center is to run it. */
    static WantedComponent wanted(Stored root, Stored dataCenter, ReleaseSpec release, ReleasedComponent released) {
        var spec = Effective.of(
                Json.read(Overrides.apply(Json.tree(released.spec()), dataCenter.name()), ComponentSpec.class));
        var replicas = root.spec(ComponentSpec.class).replicas();
        var source = released.source();
        return new WantedComponent(
                Addresses.ref(root),
                root.uid().toString(),
                root.generation(),
                release.number(),
                replicas == null ? 1 : replicas.in(new DataCenterName(dataCenter.name())),
                spec,
                released.artifact(),
                source == null ? null : source.commit());
    }
}
