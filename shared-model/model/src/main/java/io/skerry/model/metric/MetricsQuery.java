package io.skerry.model.metric;

import io.skerry.model.error.InvalidInput;
import io.skerry.model.name.ApplicationRef;
import org.jspecify.annotations.Nullable;

/**
 * Which measures are wanted. Both times are lengths, not moments: clocks of hub and data center may differ.
 *
 * @param application absent: every one of the data center
 * @param windowSeconds how far back from now
 * @param stepSeconds how much time one point stands for
 */
public record MetricsQuery(@Nullable ApplicationRef application, long windowSeconds, long stepSeconds) {

    /** How often a monitor looks. */
    public static final long SAMPLE_SECONDS = 10;
    /** How long a monitor remembers. */
    public static final long KEPT_SECONDS = 3_600;

    public MetricsQuery {
        if (windowSeconds < SAMPLE_SECONDS || windowSeconds > KEPT_SECONDS) {
            throw new InvalidInput(
                    "'window' is " + windowSeconds + "s: give from 10s to 1h, data centers keep samples for an hour");
        }
        if (stepSeconds < SAMPLE_SECONDS || stepSeconds > windowSeconds) {
            throw new InvalidInput(
                    "'step' is " + stepSeconds + "s: give from 10s, how often samples are taken, to the window");
        }
    }
}
