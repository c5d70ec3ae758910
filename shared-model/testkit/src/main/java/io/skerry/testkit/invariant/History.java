package io.skerry.testkit.invariant;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Facts in the order in which they happened, on any threads, held against invariants as they come. */
public final class History {

    private final LongSupplier clock;
    private final List<Invariant> invariants;
    private final List<String> broken = new ArrayList<>();
    private long facts;

    /** @param clock milliseconds */
    public History(LongSupplier clock, Invariant... invariants) {
        this.clock = clock;
        this.invariants = List.of(invariants);
    }

    /** A history on the machine's monotonic clock. */
    public static History now(Invariant... invariants) {
        var began = System.nanoTime();
        return new History(() -> (System.nanoTime() - began) / 1_000_000, invariants);
    }

    /** Something happened. */
    public synchronized void note(Fact fact) {
        facts++;
        var at = clock.getAsLong();
        for (var invariant : invariants) {
            invariant
                    .take(fact, at)
                    .forEach(what -> broken.add(invariant.name() + ": " + what + " (at " + at + " ms)"));
        }
    }

    /** Stops at what is broken so far. */
    public synchronized void check() {
        if (!broken.isEmpty()) {
            throw new AssertionError(String.join("\n", broken));
        }
    }

    /** Stops at what is broken, now that all has happened. A history without facts shows nothing and is refused. */
    public synchronized void end() {
        if (facts == 0) {
            throw new AssertionError("nothing was recorded");
        }
        invariants.forEach(invariant ->
                invariant.end().forEach(what -> broken.add(invariant.name() + ": " + what + " (at the end)")));
        check();
    }
}
