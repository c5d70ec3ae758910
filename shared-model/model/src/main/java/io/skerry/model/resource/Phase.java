package io.skerry.model.resource;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a component, or one instance of it, is doing. */
public enum Phase {
    /** Wanted, and nothing has begun. */
    PENDING,
    /** Its source is being built. */
    BUILDING,
    /** Instances of a new release are starting. */
    DEPLOYING,
    /** As many ready as wanted. */
    RUNNING,
    /** Ran to its end. */
    COMPLETED,
    /** Fewer ready than wanted. */
    DEGRADED,
    /** None ready. */
    FAILING,
    /** Wanted with no instances. */
    STOPPED,
    /** Being taken away. */
    DELETING,
    /** No fresh word from its data center. */
    UNKNOWN;

    /** The phase as written. */
    @JsonValue
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The phase of that text; {@link #UNKNOWN} for one of a newer version. */
    @JsonCreator
    public static Phase of(String text) {
        for (var phase : values()) {
            if (phase.text().equals(text)) {
                return phase;
            }
        }
        return UNKNOWN;
    }
}
