package io.skerry.store.lease;

import java.time.Duration;

/**
 * When to renew a lease and when to give it up for lost, on the holder's monotonic clock. The holder counts from before it asked, the
 * store from when it heard: so the holder stops before the store lets anyone else in.
 *
 * @param ttl nanoseconds
 * @param askedAt when the last renewal that succeeded was asked for, nanoseconds
 */
record Heartbeat(long ttl, long askedAt) {

    /** Renewed three times in a lifetime, so that one lost attempt ends nothing. */
    private static final int BEATS = 3;

    static Heartbeat of(Duration ttl, long now) {
        return new Heartbeat(ttl.toNanos(), now);
    }

    Heartbeat renewed(long askedAt) {
        return new Heartbeat(ttl, askedAt);
    }

    boolean lost(long now) {
        return now - askedAt >= ttl;
    }

    /** Nanoseconds until the next renewal after a success, or after a failed attempt; never past the end. */
    long pause(long now, boolean failed) {
        var beat = failed ? ttl / (BEATS * 4L) : ttl / BEATS - (now - askedAt);
        return Math.clamp(beat, 0, Math.max(0, ttl - (now - askedAt)));
    }
}
