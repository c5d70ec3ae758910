package io.skerry.gateway.route;

import java.util.List;

/**
 * Where the traffic of a component's port goes now.
 *
 * @param ready instances that may get new requests
 * @param unready how many instances have the port and are not ready
 */
public record Backend(PortRef port, List<Target> ready, int unready) {

    public Backend {
        ready = List.copyOf(ready);
    }
}
