package io.skerry.hub.bench.load;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Durations, shortest first. */
public record Latencies(long[] nanos) {

    private static final double NANOS_PER_MILLI = 1e6;

    public static Latencies of(Collection<Long> nanos) {
        return new Latencies(nanos.stream().mapToLong(Long::longValue).sorted().toArray());
    }

    /** All of them together. */
    public static Latencies all(List<Latencies> parts) {
        return new Latencies(parts.stream()
                .flatMapToLong(part -> Arrays.stream(part.nanos()))
                .sorted()
                .toArray());
    }

    /** The time within which that share of them lies, in milliseconds; nearest rank. */
    public double millis(double share) {
        if (nanos.length == 0) {
            return Double.NaN;
        }
        var rank = (int) Math.ceil(share * nanos.length);
        return nanos[Math.max(0, rank - 1)] / NANOS_PER_MILLI;
    }

    public double p50() {
        return millis(0.5);
    }

    public double p99() {
        return millis(0.99);
    }

    public double max() {
        return millis(1);
    }
}
