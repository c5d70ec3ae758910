package io.skerry.cli.local;

import io.skerry.cli.fault.CliFault;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits until something is so. */
final class Patience {

    private static final Duration LOOK = Duration.ofMillis(50);

    private Patience() {}

    /**
     * Asks again and again.
     *
     * @param check throws to give up early
     * @param late what to throw once the limit passed
     */
    static void until(BooleanSupplier check, Duration limit, Supplier<CliFault> late) {
        var deadline = Instant.now().plus(limit);
        while (!check.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw late.get();
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw CliFault.failed("interrupted", null);
            }
        }
    }
}
