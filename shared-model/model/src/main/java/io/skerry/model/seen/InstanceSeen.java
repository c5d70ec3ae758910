package io.skerry.model.seen;

import io.skerry.model.error.Cause;
import io.skerry.model.resource.Phase;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One running copy.
 *
 * @param ports port name → number it was told to listen on
 * @param since when it entered its phase, by this data center's clock
 */
public record InstanceSeen(
        String id,
        long release,
        Phase phase,
        boolean ready,
        Instant since,
        int restarts,
        Map<String, Integer> ports,
        @Nullable Cause cause) {

    public InstanceSeen {
        ports = Map.copyOf(ports);
    }
}
