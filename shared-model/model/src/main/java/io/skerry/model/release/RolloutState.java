package io.skerry.model.release;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.skerry.model.error.Cause;
import io.skerry.model.name.DataCenterName;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How far a release is.
 *
 * @param from the release before it
 * @param dataCenters where it is in each data center
 */
public record RolloutState(
        long release,
        @Nullable Long from,
        State state,
        Map<DataCenterName, InDataCenter> dataCenters,
        @Nullable Cause cause) {

    public RolloutState {
        dataCenters = Map.copyOf(dataCenters);
    }

    /** Where a rollout is. */
    public enum State {
        PENDING,
        RUNNING,
        PAUSED,
        WAITING,
        SUCCEEDED,
        FAILED,
        ABORTED,
        SUPERSEDED;

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

    /** One data center's part. {@code step} is received, applied or healthy. */
    public record InDataCenter(
            State state,
            @Nullable String step,
            int ready,
            int wanted,
            Instant since,
            @Nullable Cause cause) {}
}
