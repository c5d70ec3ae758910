package io.skerry.measure;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one scrape sees, gathered while it is answered: parts of a process keep their own counts and say here what these are. Labels are
 * pairs of name and value; whoever adds a figure answers for how many there can be.
 */
public final class Figures {

    private final Map<String, GaugeSnapshot.Builder> gauges = new LinkedHashMap<>();
    private final Map<String, CounterSnapshot.Builder> counters = new LinkedHashMap<>();
    private final Map<String, HistogramSnapshot.Builder> histograms = new LinkedHashMap<>();

    Figures() {}

    /** A part of a process that has figures. */
    @FunctionalInterface
    public interface Source {
        /** Adds what it has now; called at each scrape, on a thread of the scraper's own. */
        void addTo(Figures figures);
    }

    /** Something that rises and falls. */
    public Figures gauge(String name, String help, double value, String... labels) {
        gauges.computeIfAbsent(name, any -> GaugeSnapshot.builder().name(name).help(help))
                .dataPoint(GaugeDataPointSnapshot.builder()
                        .value(value)
                        .labels(Labels.of(labels))
                        .build());
        return this;
    }

    /** Something that rises and falls by whole steps. */
    public Figures gauge(String name, String help, long value, String... labels) {
        return gauge(name, help, (double) value, labels);
    }

    /**
     * Something that only rises while the process runs.
     *
     * @param name without {@code _total}
     */
    public Figures counter(String name, String help, double value, String... labels) {
        counters.computeIfAbsent(
                        name, any -> CounterSnapshot.builder().name(name).help(help))
                .dataPoint(CounterDataPointSnapshot.builder()
                        .value(value)
                        .labels(Labels.of(labels))
                        .build());
        return this;
    }

    /**
     * Something that is counted.
     *
     * @param name without {@code _total}
     */
    public Figures counter(String name, String help, long value, String... labels) {
        return counter(name, help, (double) value, labels);
    }

    /**
     * How often something took how long.
     *
     * @param bounds upper ones, the last of them infinite
     * @param counts of each bucket by itself
     */
    public Figures histogram(
            String name, String help, List<Double> bounds, List<Long> counts, double sum, String... labels) {
        histograms
                .computeIfAbsent(
                        name, any -> HistogramSnapshot.builder().name(name).help(help))
                .dataPoint(HistogramDataPointSnapshot.builder()
                        .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, counts))
                        .sum(sum)
                        .labels(Labels.of(labels))
                        .build());
        return this;
    }

    MetricSnapshots snapshots() {
        var all = MetricSnapshots.builder();
        gauges.values().forEach(builder -> all.metricSnapshot(builder.build()));
        counters.values().forEach(builder -> all.metricSnapshot(builder.build()));
        histograms.values().forEach(builder -> all.metricSnapshot(builder.build()));
        return all.build();
    }
}
