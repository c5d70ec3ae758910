package io.skerry.testkit.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A machine's clocks: one that only goes on, and one that somebody sets. */
public final class MachineClock extends Clock {

    private static final long BEGINNING = 1_700_000_000_000L;

    private final Simulation simulation;
    private long offset;

    public MachineClock(Simulation simulation) {
        this.simulation = simulation;
    }

    /** Somebody sets the wall clock. */
    public void step(long millis) {
        offset += millis;
    }

    /** What no setting changes. */
    public long monotonicMillis() {
        return simulation.now();
    }

    @Override
    public long millis() {
        return BEGINNING + simulation.now() + offset;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(millis());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    /** This clock: nothing simulated depends on a zone. */
    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
