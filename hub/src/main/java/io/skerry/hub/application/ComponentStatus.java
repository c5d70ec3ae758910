package io.skerry.hub.application;

import io.skerry.model.error.Cause;
import io.skerry.model.resource.Condition;
import io.skerry.model.resource.Phase;
import io.skerry.model.seen.InstanceSeen;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a component is doing everywhere.
 *
 * @param observedAt the oldest word that counts in it; absent if there is none
 */
public record ComponentStatus(
        @Nullable Instant observedAt,
        @Nullable Long observedGeneration,
        Phase phase,
        List<Condition> conditions,
        Map<String, InDataCenter> dataCenters) {

    public ComponentStatus {
        conditions = List.copyOf(conditions);
    }

    /**
     * How it is doing in one data center.
     *
     * @param observedAt until when it is known to be so, absent if nothing was said yet
     * @param changedAt since when it is known to be so
     * @param urls where its public port answers
     */
    public record InDataCenter(
            @Nullable Instant observedAt,
            @Nullable Instant changedAt,
            Phase phase,
            @Nullable Long release,
            @Nullable Long serving,
            int wanted,
            int ready,
            List<String> urls,
            @Nullable Cause cause,
            List<String> notes,
            List<InstanceSeen> instances) {

        public InDataCenter {
            urls = List.copyOf(urls);
            notes = List.copyOf(notes);
            instances = List.copyOf(instances);
        }
    }
}
