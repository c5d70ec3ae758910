package io.skerry.hub.datacenter.link;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/**
 * Paces how many agents are let in per second, and how many are being let in at once, so that a whole fleet that comes back does not
 * starve those already in.
 */
final class Admission {

    private static final double PER_SECOND = 100;
    private static final double BURST = 200;

    private final RandomGenerator random;
    private final Semaphore doors = new Semaphore(6, true);
    private double tokens = BURST;
    private long lastNanos;
    private boolean started;

    Admission(RandomGenerator random) {
        this.random = random;
    }

    /** Does what letting in takes, when it is its turn. */
    <T> T through(Entry<T> work) throws InterruptedException {
        doors.acquire();
        try {
            return work.enter();
        } finally {
            doors.release();
        }
    }

    /** What letting in takes. */
    @FunctionalInterface
    interface Entry<T> {
        T enter() throws InterruptedException;
    }

    /** Empty: come in. Else: come back after so long, each after another time. */
    synchronized Optional<Duration> ask(long nowNanos) {
        if (started) {
            tokens = Math.min(BURST, tokens + (nowNanos - lastNanos) / 1e9 * PER_SECOND);
        }
        started = true;
        lastNanos = nowNanos;
        if (tokens >= 1) {
            tokens--;
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(1_000 + random.nextLong(4_000)));
    }
}
