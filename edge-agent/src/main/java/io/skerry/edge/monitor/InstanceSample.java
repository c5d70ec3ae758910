package io.skerry.edge.monitor;

import io.skerry.model.name.ComponentRef;

/**
 * An instance at one tick.
 *
 * @param spanMillis what time the processor time was used in; 0 at the first look, which only takes the bearings
 */
record InstanceSample(
        ComponentRef component,
        String instance,
        long spanMillis,
        long cpuMillis,
        long memory,
        int threads,
        int descriptors,
        int restarts,
        long disk) {}
