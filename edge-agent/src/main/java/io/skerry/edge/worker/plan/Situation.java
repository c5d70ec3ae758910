package io.skerry.edge.worker.plan;

import io.skerry.edge.worker.instance.Instance;
import io.skerry.edge.worker.instance.Target;
import io.skerry.edge.worker.instance.Timings;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Everything a plan is made from.
 *
 * @param target what is wanted; null when the component is to go
 * @param waitsFor sentences about dependencies that are not up yet; empty when new instances may start
 * @param replace instances that a restart takes out
 * @param halt the rollout that was stopped, if it still holds
 * @param instances every instance that is not removed yet
 */
public record Situation(
        @Nullable Target target,
        List<String> waitsFor,
        Set<String> replace,
        @Nullable Halt halt,
        List<Instance> instances,
        Gateways gateways,
        Timings timings,
        Instant now) {

    public Situation {
        waitsFor = List.copyOf(waitsFor);
        replace = Set.copyOf(replace);
        instances = List.copyOf(instances);
    }

    /** The instances that count as copies of the component. */
    List<Instance> live() {
        return instances.stream().filter(Instance::live).toList();
    }
}
