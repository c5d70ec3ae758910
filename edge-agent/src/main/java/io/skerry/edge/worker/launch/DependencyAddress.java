package io.skerry.edge.worker.launch;

import io.skerry.model.application.PortSpec;
import java.util.Map;

/** Where a dependant reaches a component it needs: always the same loopback port, held by the gateway. */
public record DependencyAddress(String host, int port, String scheme) {

    private static final String LOOPBACK = "127.0.0.1";

    /** The address behind a relay's port. */
    public static DependencyAddress relayed(PortSpec spec, int port) {
        var scheme = spec.protocol() == null || spec.protocol() == PortSpec.Protocol.HTTP ? "http" : "tcp";
        return new DependencyAddress(LOOPBACK, port, scheme);
    }

    /** What it is published as: {@code host}, {@code port} and {@code url}. */
    Map<String, String> values() {
        return Map.of("host", host, "port", Integer.toString(port), "url", scheme + "://" + host + ":" + port);
    }
}
