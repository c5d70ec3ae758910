package io.skerry.model.datacenter;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an administrator says about a data center. */
public record DataCenterSpec(
        @Nullable String displayName,
        @Nullable String region,
        @Nullable RuntimeKind runtime,
        @Nullable String domain,
        @Nullable List<String> addresses,
        @Nullable Boolean drain,
        @Nullable Boolean deletionProtection) {

    public DataCenterSpec {
        addresses = addresses == null ? null : List.copyOf(addresses);
    }

    /** What runs workloads there. */
    public enum RuntimeKind {
        @JsonProperty("kubernetes")
        KUBERNETES,
        @JsonProperty("process")
        PROCESS
    }
}
