package io.skerry.model.application;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.skerry.model.error.InvalidInput;
import io.skerry.model.name.Label;
import org.jspecify.annotations.Nullable;

/**
 * A port the component listens on.
 *
 * @param port what the component's own documentation calls it, 1 to 65535; the instance is told by {@code PORT} where to listen
 */
public record PortSpec(
        String name,
        int port,
        @Nullable Protocol protocol,
        @Nullable Exposure exposure) {

    public PortSpec {
        Label.require("port", name);
        if (port < 1 || port > 65_535) {
            throw new InvalidInput("port " + port + " is outside 1 to 65535");
        }
    }

    /** What is spoken on a port. */
    public enum Protocol {
        @JsonProperty("http")
        HTTP,
        @JsonProperty("http2")
        HTTP2,
        @JsonProperty("grpc")
        GRPC,
        @JsonProperty("https")
        HTTPS,
        @JsonProperty("tcp")
        TCP,
        @JsonProperty("udp")
        UDP,
        /** Passed through unopened. */
        @JsonProperty("tls")
        TLS,
        /** A value of a newer version. */
        @JsonEnumDefaultValue
        @JsonProperty("unknown")
        UNKNOWN
    }

    /** Who may reach a port. */
    public enum Exposure {
        @JsonProperty("none")
        NONE,
        @JsonProperty("application")
        APPLICATION,
        @JsonProperty("tenant")
        TENANT,
        /** Gets a default route. */
        @JsonProperty("public")
        PUBLIC,
        /** A value of a newer version. */
        @JsonEnumDefaultValue
        @JsonProperty("unknown")
        UNKNOWN
    }
}
