package io.skerry.gateway.route;

import java.util.List;
import java.util.Locale;

/**
 * A wanted route as the table needs it.
 *
 * @param version the site version that brought it
 * @param hosts in lower case
 */
public record HostClaim(long version, List<String> hosts, PortRef to) {

    public HostClaim {
        hosts = hosts.stream().map(host -> host.toLowerCase(Locale.ROOT)).toList();
    }
}
