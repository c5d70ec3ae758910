package io.skerry.model.application;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.skerry.model.error.InvalidInput;
import io.skerry.model.name.DataCenterName;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which data centers an application belongs in: named ones or a label selector, never both; neither means all.
 *
 * @param spread how many groups of data centers it must reach
 */
public record Placement(
        @Nullable List<DataCenterName> dataCenters,
        @Nullable Map<String, String> selector,
        @Nullable Strategy strategy,
        @Nullable List<Spread> spread) {

    public Placement {
        if (dataCenters != null && selector != null) {
            throw new InvalidInput("name data centers or give a selector, not both");
        }
        dataCenters = dataCenters == null ? null : List.copyOf(dataCenters);
        selector = selector == null ? null : Map.copyOf(selector);
        spread = spread == null ? null : List.copyOf(spread);
    }

    /** How replicas are counted. */
    public enum Strategy {
        /** That many replicas in each data center. */
        @JsonProperty("duplicate")
        DUPLICATE,
        /** That many replicas in total. */
        @JsonProperty("divide")
        DIVIDE,
        /** A value of a newer version. */
        @JsonEnumDefaultValue
        @JsonProperty("unknown")
        UNKNOWN
    }

    /** At least {@code min} different values of the label {@code by}. */
    public record Spread(String by, int min) {}
}
