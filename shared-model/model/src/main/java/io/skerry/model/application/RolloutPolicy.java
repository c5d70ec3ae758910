package io.skerry.model.application;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.skerry.model.error.InvalidInput;
import io.skerry.model.name.DataCenterName;
import io.skerry.model.quantity.TimeSpan;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a release moves into data centers: in waves, gated. Absent: one wave of all. */
public record RolloutPolicy(
        @Nullable List<List<DataCenterName>> waves,
        @Nullable Integer maxInFlight,
        @Nullable TimeSpan bake,
        @Nullable List<Gate> gates,
        @Nullable OnOffline onOffline) {

    public RolloutPolicy {
        waves = waves == null ? null : waves.stream().map(List::copyOf).toList();
        gates = gates == null ? null : List.copyOf(gates);
    }

    /** What must hold before the next wave; exactly one of the four. */
    public record Gate(
            @Nullable Boolean healthy,
            @Nullable List<String> approval,
            @Nullable String window,
            @Nullable String metric) {

        public Gate {
            if (Stream.of(healthy, approval, window, metric)
                            .filter(o -> o != null)
                            .count()
                    != 1) {
                throw new InvalidInput("a gate is exactly one of healthy, approval, window, metric");
            }
        }
    }

    /** What a rollout does about a data center that does not answer. */
    public enum OnOffline {
        /** Goes on without it; it follows when it is back. */
        @JsonProperty("defer")
        DEFER,
        /** Waits for it. */
        @JsonProperty("wait")
        WAIT,
        /** A value of a newer version. */
        @JsonEnumDefaultValue
        @JsonProperty("unknown")
        UNKNOWN
    }
}
