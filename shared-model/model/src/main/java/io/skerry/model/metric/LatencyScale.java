package io.skerry.model.metric;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The buckets that times are counted in, from 25 µs to 100 s: four to each doubling, so that a percentile read from them is off by less
 * than a fifth. Gateways count in them, monitors add them up and read percentiles.
 */
public final class LatencyScale {

    /** How many buckets there are; the last has no upper bound. */
    public static final int BUCKETS = 85;

    private static final long UNIT_NANOS = 25_000;
    private static final int PER_DOUBLING = 4;
    private static final int BITS = 2;
    private static final double UNITS_PER_MILLI = 1_000_000.0 / UNIT_NANOS;

    private LatencyScale() {}

    /** The bucket of a time. */
    public static int bucket(long nanos) {
        var units = Math.max(0, nanos) / UNIT_NANOS;
        if (units < PER_DOUBLING) {
            return (int) units;
        }
        var doubling = Long.SIZE - 1 - Long.numberOfLeadingZeros(units);
        var quarter = (int) (units >> (doubling - BITS)) & (PER_DOUBLING - 1);
        return Math.min(BUCKETS - 1, PER_DOUBLING * (doubling - 1) + quarter);
    }

    /** Where a bucket begins, in milliseconds; it ends where the next one begins. */
    public static double begin(int bucket) {
        if (bucket < PER_DOUBLING) {
            return bucket / UNITS_PER_MILLI;
        }
        var units = (long) (PER_DOUBLING + bucket % PER_DOUBLING) << (bucket / PER_DOUBLING - 1);
        return units / UNITS_PER_MILLI;
    }

    /**
     * The time that a share of all counted ones did not pass, in milliseconds; null if nothing was counted.
     *
     * @param share between 0 and 1
     */
    public static @Nullable Double quantile(Map<Integer, Long> counts, double share) {
        var total = counts.values().stream().mapToLong(Long::longValue).sum();
        if (total == 0) {
            return null;
        }
        var rank = share * total;
        var below = 0L;
        for (var bucket : new TreeMap<>(counts).entrySet()) {
            if (below + bucket.getValue() >= rank) {
                return within(bucket.getKey(), (rank - below) / bucket.getValue());
            }
            below += bucket.getValue();
        }
        return begin(BUCKETS - 1);
    }

    private static double within(int bucket, double share) {
        var begin = begin(bucket);
        return bucket >= BUCKETS - 1 ? begin : begin + share * (begin(bucket + 1) - begin);
    }
}
