package io.skerry.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, with a deadline. */
public final class Eventually {

    private static final Duration DEADLINE = Duration.ofMinutes(2);

    private Eventually() {}

    public static void eventually(String what, Callable<Boolean> condition) throws Exception {
        var until = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("no time left until " + what).isLessThan(until);
            LockSupport.parkNanos(20_000_000);
        }
    }
}
