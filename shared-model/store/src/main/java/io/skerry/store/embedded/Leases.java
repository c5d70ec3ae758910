package io.skerry.store.embedded;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Which leases live and until when. A lease that ran out or was given up is ending: it cannot be renewed any more, and is told of until
 * its keys are gone.
 */
final class Leases {

    /** Time that nobody looked for longer than this stood still: the process was stopped, and so was everyone's chance to renew. */
    static final Duration LONGEST_STEP = Duration.ofSeconds(1);
    /** How often somebody has to look while there are leases. */
    static final Duration LOOK = Duration.ofMillis(200);

    private record Held(long ttl, long until) {}

    private final LongSupplier nanoTime;
    private final Map<Long, Held> held = new HashMap<>();
    private final Set<Long> ending = new LinkedHashSet<>();
    private long lastLook;
    private long now;

    Leases(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lastLook = nanoTime.getAsLong();
    }

    synchronized void granted(long id, Duration ttl) {
        held.put(id, new Held(ttl.toNanos(), now() + ttl.toNanos()));
    }

    synchronized boolean alive(long id) {
        var lease = held.get(id);
        return lease != null && now() < lease.until();
    }

    /** Gives a living lease its full time again; false if it is not living. */
    synchronized boolean renew(long id) {
        if (!alive(id)) {
            return false;
        }
        held.computeIfPresent(id, (_, lease) -> new Held(lease.ttl(), now() + lease.ttl()));
        return true;
    }

    synchronized void end(long id) {
        if (held.remove(id) != null) {
            ending.add(id);
        }
    }

    /** The ending ones, those that ran out just now among them. */
    synchronized List<Long> ending() {
        var time = now();
        for (var lease : List.copyOf(held.entrySet())) {
            if (lease.getValue().until() <= time) {
                end(lease.getKey());
            }
        }
        return new ArrayList<>(ending);
    }

    /** Its keys are gone. */
    synchronized void ended(long id) {
        ending.remove(id);
    }

    /** How long nobody needs to look. */
    synchronized Duration idle() {
        if (held.isEmpty() && ending.isEmpty()) {
            return Duration.ofHours(1);
        }
        var time = now();
        var next = held.values().stream().mapToLong(Held::until).min().orElse(time + LOOK.toNanos()) - time;
        return Duration.ofNanos(Math.clamp(next, Duration.ofMillis(1).toNanos(), LOOK.toNanos()));
    }

    private long now() {
        var look = nanoTime.getAsLong();
        now += Math.min(look - lastLook, LONGEST_STEP.toNanos());
        lastLook = look;
        return now;
    }
}
