package io.skerry.store.socket.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next attempt to connect: at random below a bound that doubles, so that clients do not come in step. */
final class Backoff {

    private static final Duration FIRST = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofSeconds(1);
    /** A connection that lasted so long starts the count anew. */
    private static final Duration STABLE = Duration.ofSeconds(1);

    private final RandomGenerator random;
    private int failures;

    Backoff(RandomGenerator random) {
        this.random = random;
    }

    /** The wait after an attempt whose connection lasted so long; zero if there was none. */
    Duration after(Duration lasted) {
        failures = lasted.compareTo(STABLE) >= 0 ? 0 : failures + 1;
        var bound = Math.min(LONGEST.toNanos(), FIRST.toNanos() << Math.min(failures, 10));
        return Duration.ofNanos(random.nextLong(bound) + 1);
    }
}
