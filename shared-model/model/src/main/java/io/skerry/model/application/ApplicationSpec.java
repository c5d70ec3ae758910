package io.skerry.model.application;

import org.jspecify.annotations.Nullable;

/** What a tenant says about an application. Absent stays absent; {@code ?view=effective} shows defaults. */
public record ApplicationSpec(
        @Nullable String displayName,
        @Nullable String environment,
        @Nullable Boolean deletionProtection,
        @Nullable Placement placement,
        @Nullable RolloutPolicy rollout,
        @Nullable Failover failover) {

    /** An application about which nothing is said. */
    public static final ApplicationSpec EMPTY = new ApplicationSpec(null, null, null, null, null, null);
}
