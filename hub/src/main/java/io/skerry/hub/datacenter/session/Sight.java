package io.skerry.hub.datacenter.session;

import java.time.Duration;
import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;

/**
 * How long this hub could not see. While its database was away, or it was itself stopped, it noted nobody's word: that says nothing about those
 * who spoke, so the time does not count against them.
 */
@Component
public final class Sight {

    /** It looks every second; what takes longer than this is a time without sight. */
    private static final Duration GAP = Duration.ofSeconds(5);

    /** After that everybody who is there was heard. */
    private static final Duration UNTIL_ALL_ARE_HEARD = Duration.ofSeconds(15);

    private final LongSupplier nanos;
    private long lastLook;
    private long sawAgain;
    private Duration blind = Duration.ZERO;

    Sight() {
        this(System::nanoTime);
    }

    Sight(LongSupplier nanos) {
        this.nanos = nanos;
        this.lastLook = nanos.getAsLong();
    }

    /** It sees now; returns whether it did not before. */
    public synchronized boolean look() {
        var gap = sinceLastLook();
        lastLook = nanos.getAsLong();
        if (gap.compareTo(GAP) <= 0) {
            return false;
        }
        blind = gap;
        sawAgain = lastLook;
        return true;
    }

    /** How much longer than else somebody may have been silent. */
    public synchronized Duration allowance() {
        var gap = sinceLastLook();
        if (gap.compareTo(GAP) > 0) {
            return gap;
        }
        var since = Duration.ofNanos(nanos.getAsLong() - sawAgain);
        return since.compareTo(UNTIL_ALL_ARE_HEARD) < 0 ? blind : Duration.ZERO;
    }

    private Duration sinceLastLook() {
        return Duration.ofNanos(nanos.getAsLong() - lastLook);
    }
}
