package io.skerry.hub.application;

import io.skerry.hub.datacenter.Presence;
import io.skerry.hub.resource.Stored;
import io.skerry.model.application.ComponentSpec;
import io.skerry.model.application.PortSpec;
import io.skerry.model.datacenter.DataCenterSpec;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.DataCenterName;
import io.skerry.model.name.DefaultHost;
import io.skerry.model.name.TenantName;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Where a component's public port answers. */
@Service
public final class Addresses {

    private static final String EMBEDDED_DOMAIN = "localhost";

    private final Presence presence;

    Addresses(Presence presence) {
        this.presence = presence;
    }

    /** The URLs of the component's default host at each gateway of a data center; none without a public port. */
    List<String> of(Stored component, Stored dataCenter) {
        var open = component.spec(ComponentSpec.class).portList().stream()
                .anyMatch(port -> port.exposure() == PortSpec.Exposure.PUBLIC);
        if (!open) {
            return List.of();
        }
        var host = host(ref(component), dataCenter);
        return Optional.ofNullable(presence.heard().get(dataCenter.name()))
                .map(Presence.Heard::gateways)
                .orElse(List.of())
                .stream()
                .map(gateway -> URI.create(gateway))
                .map(gateway ->
                        gateway.getScheme() + "://" + host + (gateway.getPort() < 0 ? "" : ":" + gateway.getPort()))
                .toList();
    }

    /** The component that a stored one is. */
    public static ComponentRef ref(Stored component) {
        return new ComponentRef(
                new TenantName(String.valueOf(component.place().tenant())),
                component.place().scope(),
                component.name());
    }

    /** A component's default host at a data center. */
    public static String host(ComponentRef component, Stored dataCenter) {
        return DefaultHost.of(component, new DataCenterName(dataCenter.name()), domain(dataCenter));
    }

    /** The domain of a data center's default hosts. */
    public static String domain(Stored dataCenter) {
        return Objects.requireNonNullElse(dataCenter.spec(DataCenterSpec.class).domain(), EMBEDDED_DOMAIN);
    }
}
