package io.skerry.hub.routing;

import io.skerry.hub.application.Addresses;
import io.skerry.hub.resource.Stored;
import io.skerry.model.name.ComponentRef;
import java.util.List;

/**
 * Hosts that Skerry gives out itself: those below a data center's domain. A tenant who claimed one could take the default host of another, in
 * a data center that is still to come as well.
 */
final class GivenHosts {

    private static final int LABELS_OF_DEFAULT_HOST = 2;

    private final List<Stored> dataCenters;

    GivenHosts(List<Stored> dataCenters) {
        this.dataCenters = List.copyOf(dataCenters);
    }

    /** Whether a route to this component may claim the host. */
    boolean free(String host, ComponentRef component) {
        return dataCenters.stream().anyMatch(dc -> host.equals(Addresses.host(component, dc)))
                || dataCenters.stream().noneMatch(dc -> isGiven(host, dc.name(), Addresses.domain(dc)));
    }

    private static boolean isGiven(String host, String dataCenter, String domain) {
        if (!host.endsWith("." + domain)) {
            return false;
        }
        var own = host.substring(0, host.length() - domain.length() - 1);
        return own.equals(dataCenter)
                || own.endsWith("." + dataCenter)
                || own.split("\\.", -1).length == LABELS_OF_DEFAULT_HOST;
    }
}
