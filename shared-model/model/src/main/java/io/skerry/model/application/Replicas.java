package io.skerry.model.application;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.skerry.model.error.InvalidInput;
import io.skerry.model.name.DataCenterName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many instances, per data center where it differs. Not part of a release. */
public record Replicas(
        @JsonProperty("default") @Nullable Integer everywhere,
        @Nullable Map<String, Integer> dataCenters) {

    /** Where nothing is said. */
    public static final int DEFAULT = 1;

    private static final int MOST = 100;

    public Replicas {
        if (everywhere != null) {
            check(everywhere);
        }
        if (dataCenters != null) {
            dataCenters.values().forEach(Replicas::check);
            dataCenters = Map.copyOf(dataCenters);
        }
    }

    /** The count for one data center; 1 where nothing is said. */
    public int in(DataCenterName dataCenter) {
        var fallback = everywhere == null ? DEFAULT : everywhere;
        return dataCenters == null ? fallback : dataCenters.getOrDefault(dataCenter.value(), fallback);
    }

    private static void check(int count) {
        if (count < 0 || count > MOST) {
            throw new InvalidInput("replicas " + count + " is outside 0 to " + MOST);
        }
    }
}
