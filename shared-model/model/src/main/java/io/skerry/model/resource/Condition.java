package io.skerry.model.resource;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is so, is not so, or is not known.
 *
 * @param reason a code
 * @param message a sentence
 * @param advice for failures: what to do next
 */
public record Condition(
        String type,
        Status status,
        String reason,
        String message,
        Instant since,
        @Nullable String advice) {

    /** Whether it holds. */
    public enum Status {
        @JsonProperty("true")
        TRUE,
        @JsonProperty("false")
        FALSE,
        @JsonProperty("unknown")
        UNKNOWN
    }
}
