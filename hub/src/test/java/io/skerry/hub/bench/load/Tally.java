package io.skerry.hub.bench.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Counts what became of requests. */
public final class Tally implements Consumer<Sample> {

    private static final double NANOS_PER_SECOND = 1e9;

    private final List<Long> nanos = new ArrayList<>();
    private final Map<String, List<Long>> failures = new TreeMap<>();

    @Override
    public synchronized void accept(Sample sample) {
        nanos.add(sample.nanos());
        if (sample.failure() != null) {
            failures.computeIfAbsent(
                            sample.request().method() + " " + sample.failure().strip(), kind -> new ArrayList<>())
                    .add(sample.at());
        }
    }

    public synchronized int sent() {
        return nanos.size();
    }

    public synchronized int failed() {
        return failures.values().stream().mapToInt(List::size).sum();
    }

    /** One sentence per kind of failure: how many, and between which seconds after that time. */
    public synchronized List<String> failures(long since) {
        return failures.entrySet().stream()
                .map(kind -> "%d × %s, from %.1f to %.1f s"
                        .formatted(
                                kind.getValue().size(),
                                kind.getKey(),
                                seconds(Collections.min(kind.getValue()) - since),
                                seconds(Collections.max(kind.getValue()) - since)))
                .toList();
    }

    /** How long all of them took, those that failed included. */
    public synchronized Latencies latencies() {
        return Latencies.of(nanos);
    }

    private static double seconds(long nanos) {
        return nanos / NANOS_PER_SECOND;
    }
}
