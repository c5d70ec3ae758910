package io.skerry.gateway;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what must come true soon. */
final class Eventually {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(2).toNanos();

    private Eventually() {}

    /** Returns once it is true; fails with these words if that takes too long. */
    static void await(String what, BooleanSupplier isTrue) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!isTrue.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not within " + LIMIT + ": " + what);
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
    }
}
