package io.skerry.model.seen;

import java.util.Map;

/**
 * Where traffic for one instance goes; the value of {@code address/component/…/<instance>}. Present only while the instance may get traffic.
 *
 * @param ports port name → port
 */
public record InstanceAddress(String instance, String host, Map<String, Integer> ports, boolean ready) {

    public InstanceAddress {
        ports = Map.copyOf(ports);
    }
}
