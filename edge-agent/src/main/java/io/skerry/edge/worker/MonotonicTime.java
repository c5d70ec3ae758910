package io.skerry.edge.worker;

import java.time.Instant;
import java.time.InstantSource;

/** The time of day at the start, moved on by the clock that never jumps: a corrected wall clock must not restart or stop anything. */
final class MonotonicTime implements InstantSource {

    private final Instant begun = Instant.now();
    private final long nanos = System.nanoTime();

    @Override
    public Instant instant() {
        return begun.plusNanos(System.nanoTime() - nanos);
    }
}
