package io.skerry.model.application;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.skerry.model.quantity.TimeSpan;
import org.jspecify.annotations.Nullable;

/**
 * How a data center goes from one release to the next.
 *
 * @param readyWithin how long a new instance may take until it is ready
 * @param grace from TERM to KILL
 * @param drain from leaving the route table to TERM
 */
public record UpdatePolicy(
        @Nullable Strategy strategy,
        @Nullable Integer maxSurge,
        @Nullable Integer maxUnavailable,
        @Nullable TimeSpan readyWithin,
        @Nullable TimeSpan grace,
        @Nullable TimeSpan drain) {

    /** In what order old ones stop and new ones start. */
    public enum Strategy {
        /** New ones first, old ones after. */
        @JsonProperty("rolling")
        ROLLING,
        /** Old ones first. */
        @JsonProperty("recreate")
        RECREATE,
        /** A value of a newer version. */
        @JsonEnumDefaultValue
        @JsonProperty("unknown")
        UNKNOWN
    }
}
