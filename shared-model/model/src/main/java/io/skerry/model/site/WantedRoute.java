package io.skerry.model.site;

import io.skerry.model.name.TenantName;
import java.util.List;

/**
 * A route as one data center's gateway must serve it.
 *
 * @param uid of the route resource, or of the component for a default route
 * @param hosts every host that leads here
 */
public record WantedRoute(
        TenantName tenant,
        String application,
        String name,
        String uid,
        List<String> hosts,
        String component,
        String port) {

    public WantedRoute {
        hosts = List.copyOf(hosts);
    }
}
