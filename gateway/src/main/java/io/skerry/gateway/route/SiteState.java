package io.skerry.gateway.route;

import io.skerry.model.seen.InstanceAddress;
import io.skerry.model.seen.RelayAddress;
import io.skerry.model.site.SiteHead;
import io.skerry.model.site.WantedRoute;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway knows of its data center, as read from the edge store or from the last good table on disk.
 *
 * @param head how far the site has received; absent before the first sync
 * @param storeRevision of the edge store, up to which all of this is complete
 * @param routes by key, as are addresses and relays
 */
public record SiteState(
        @Nullable SiteHead head,
        long storeRevision,
        Map<String, VersionedRoute> routes,
        Map<String, InstanceAddress> addresses,
        Map<String, RelayAddress> relays) {

    /** Knows nothing. */
    public static final SiteState EMPTY = new SiteState(null, 0, Map.of(), Map.of(), Map.of());

    public SiteState {
        routes = Map.copyOf(routes);
        addresses = Map.copyOf(addresses);
        relays = Map.copyOf(relays);
    }

    /** The site version that is complete here; 0 before the first sync. */
    public long siteVersion() {
        return head == null ? 0 : head.version();
    }

    /** A wanted route and the site version that brought it. */
    public record VersionedRoute(long version, WantedRoute route) {}
}
