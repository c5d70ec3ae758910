package io.skerry.model.route;

import io.skerry.model.error.InvalidInput;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts lead where. Short form: {@code component} and {@code port}; else exactly one of http, tcp, udp.
 *
 * @param port a port name of the component, its first port if absent
 */
public record RouteSpec(
        @Nullable List<String> hosts,
        @Nullable String component,
        @Nullable String port,
        @Nullable List<HttpRule> http,
        @Nullable List<Map<String, Object>> tcp,
        @Nullable List<Map<String, Object>> udp,
        @Nullable Map<String, Object> tls,
        @Nullable Map<String, Object> dataCenters) {

    public RouteSpec {
        if (Stream.of(component, http, tcp, udp).filter(Objects::nonNull).count() != 1) {
            throw new InvalidInput("a route leads to exactly one of component, http, tcp, udp");
        }
        if (port != null && component == null) {
            throw new InvalidInput("port belongs to the short form: give a component beside it");
        }
        hosts = hosts == null ? null : hosts.stream().map(HostName::require).toList();
        http = http == null ? null : List.copyOf(http);
    }

    /** One rule of the long form. */
    public record HttpRule(
            @Nullable Map<String, Object> match,
            @Nullable List<Target> to,
            @Nullable List<Map<String, Object>> filters,
            @Nullable String timeout,
            @Nullable Map<String, Object> retry) {}

    /** Where matching traffic goes, and how much of it. */
    public record Target(
            String component,
            @Nullable String port,
            @Nullable Integer weight) {}
}
