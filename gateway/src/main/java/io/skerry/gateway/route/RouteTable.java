package io.skerry.gateway.route;

import io.skerry.model.key.EdgeKey;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything the gateway serves at one moment; swapped whole, never changed.
 *
 * @param hosts host in lower case → where it leads
 * @param routes host in lower case → key of the route that brought it
 * @param relays loopback port → the port it stands for
 * @param ready targets that may get new requests
 * @param known ready ones and those that exist without being ready
 * @param siteVersion every wanted route up to this version is in the table
 * @param storeRevision every address up to this revision of the edge store is in it
 */
public record RouteTable(
        Map<String, Backend> hosts,
        Map<String, String> routes,
        Map<Integer, Backend> relays,
        Set<Target> ready,
        Set<Target> known,
        long siteVersion,
        long storeRevision) {

    /** Serves nothing. */
    public static final RouteTable EMPTY = new RouteTable(Map.of(), Map.of(), Map.of(), Set.of(), Set.of(), 0, 0);

    public RouteTable {
        hosts = Map.copyOf(hosts);
        routes = Map.copyOf(routes);
        relays = Map.copyOf(relays);
        ready = Set.copyOf(ready);
        known = Set.copyOf(known);
    }

    /** Where a host leads, null if nobody has it. */
    public @Nullable Backend host(String host) {
        return hosts.get(host);
    }

    /** The key of the route that brought a host, null if nobody has it. */
    public @Nullable String route(String host) {
        return routes.get(host);
    }

    /** What a loopback port stands for, null if nothing. */
    public @Nullable Backend relay(int listen) {
        return relays.get(listen);
    }

    /** Whether a key of the edge store has a part in the table. */
    public static boolean concerns(String key) {
        return key.equals(EdgeKey.HEAD)
                || key.startsWith(EdgeKey.WANTED_ROUTES)
                || key.startsWith(EdgeKey.ADDRESSES)
                || key.startsWith(EdgeKey.RELAYS);
    }
}
