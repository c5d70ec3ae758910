package io.skerry.edge.link;

import io.skerry.model.name.DataCenterName;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the link is told.
 *
 * @param folder the data center's folder
 * @param hubs addresses of the hub, tried in turn
 * @param proxy HTTP CONNECT proxy to dial through
 * @param enrolTokenFile read until enrolled, then deleted
 * @param roles what this agent does
 * @param gateways where the data center's gateways listen, for people
 */
public record LinkSettings(
        DataCenterName dataCenter,
        Path folder,
        List<InetSocketAddress> hubs,
        @Nullable InetSocketAddress proxy,
        @Nullable Path enrolTokenFile,
        List<String> roles,
        List<String> gateways) {

    public LinkSettings {
        hubs = List.copyOf(hubs);
        roles = List.copyOf(roles);
        gateways = List.copyOf(gateways);
    }
}
