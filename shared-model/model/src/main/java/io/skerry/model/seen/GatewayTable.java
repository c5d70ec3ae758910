package io.skerry.model.seen;

import java.util.List;

/**
 * What a gateway serves now; the value of {@code table/<gateway>}.
 *
 * @param siteVersion every wanted route up to this version is in the live table
 * @param storeRevision every address up to this edge-store revision is in it
 * @param routes how many hosts it serves
 * @param relays loopback ports it holds for dependants
 * @param instancePorts every instance port that it may still send to; a port that is absent here is free of traffic
 */
public record GatewayTable(
        String gateway,
        long siteVersion,
        long storeRevision,
        int routes,
        List<Integer> relays,
        List<Integer> instancePorts) {

    public GatewayTable {
        relays = List.copyOf(relays);
        instancePorts = List.copyOf(instancePorts);
    }
}
