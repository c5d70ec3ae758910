package io.skerry.model.release;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.skerry.model.error.Cause;
import io.skerry.model.name.DataCenterName;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One long action.
 *
 * @param action such as {@code deploy}, {@code delete}
 * @param target path of what it is about
 * @param percent 0 to 100
 * @param result what it brought, such as URLs, once it succeeded
 */
public record OperationState(
        String action,
        String target,
        String by,
        List<Step> steps,
        int percent,
        boolean cancelable,
        State state,
        @Nullable Cause cause,
        @Nullable Map<String, Object> result) {

    public OperationState {
        steps = List.copyOf(steps);
    }

    /** Where an operation is. */
    public enum State {
        QUEUED,
        RUNNING,
        CANCELLING,
        SUCCEEDED,
        FAILED,
        CANCELLED;

        /** Whether it ended. */
        public boolean ended() {
            return this == SUCCEEDED || this == FAILED || this == CANCELLED;
        }

        /** The state as written. */
        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The state of that text. */
        @JsonCreator
        public static State of(String text) {
            return valueOf(text.toUpperCase(Locale.ROOT));
        }
    }

    /** One part; {@code dataCenter} is absent for what the hub does. */
    public record Step(
            @Nullable DataCenterName dataCenter,
            String name,
            State state,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String message) {}
}
