package io.skerry.edge.link;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next dial: anything up to a bound that doubles, and begins anew only after a connection that held. */
final class Backoff {

    private static final long FIRST_MILLIS = 500;
    /** With an attempt that was under way, a healed line is found within ten seconds; the hub itself paces who comes in. */
    private static final long MOST_MILLIS = 5_000;

    private static final long MOST_MILLIS_UNHEARD = 2_000;
    private static final Duration STABLE = Duration.ofSeconds(30);

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The wait after a failure, or after a connection that held so long. */
    Duration next(Duration held) {
        if (held.compareTo(STABLE) >= 0) {
            failures = 0;
        }
        return grown(MOST_MILLIS);
    }

    /**
     * The wait when nothing listens at the hub's address. Such a dial costs the hub nothing, and once it is back it paces who comes in, so
     * the bound stays low: a restarted hub is to see its sites within seconds.
     */
    Duration unheard() {
        return grown(MOST_MILLIS_UNHEARD);
    }

    private Duration grown(long most) {
        var bound = Math.min(most, FIRST_MILLIS << Math.min(failures, 10));
        failures++;
        return Duration.ofMillis(random.nextLong(bound + 1));
    }
}
