package io.skerry.gateway.route;

import io.skerry.model.site.SiteHead;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway knows of its data center, as read from the edge store or from the last good table on disk.
 *
 * @param head how far the site has received; absent before the first sync
 * @param storeRevision of the edge store, up to which all of this is complete
 * @param routes by key of the edge store, as are addresses and relays
 */
public record SiteState(
        @Nullable SiteHead head,
        long storeRevision,
        Map<String, HostClaim> routes,
        Map<String, Located> addresses,
        Map<String, RelayPort> relays) {

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
}
