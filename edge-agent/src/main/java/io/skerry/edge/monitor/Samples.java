package io.skerry.edge.monitor;

import io.skerry.edge.report.BootClock;
import io.skerry.edge.report.BootClock.Moment;
import io.skerry.model.error.LogKeys;
import io.skerry.model.message.MetricsChunk;
import io.skerry.model.metric.MetricsQuery;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last hour, in memory and in a file. */
final class Samples {

    private static final Logger LOG = LoggerFactory.getLogger(Samples.class);
    private static final long KEPT_MILLIS =
            Duration.ofSeconds(MetricsQuery.KEPT_SECONDS).toMillis();
    /** However often somebody looks, no more than an hour of looks is kept. */
    private static final int MOST = (int) (MetricsQuery.KEPT_SECONDS / MetricsQuery.SAMPLE_SECONDS);

    private final Deque<Packed> ticks = new ArrayDeque<>();
    private final SampleFile file;
    private final BootClock clock;

    /** Remembers what an earlier agent left in the file. */
    Samples(SampleFile file, BootClock clock) {
        this.file = file;
        this.clock = clock;
        try {
            ticks.addAll(file.read());
            forget(clock.now());
        } catch (IOException | RuntimeException e) {
            LOG.atWarn().addKeyValue(LogKeys.ERROR, e.toString()).log("the samples of the last hour cannot be read");
            ticks.clear();
        }
    }

    void add(Tick tick) {
        var packed = Packed.of(tick);
        List<Packed> kept;
        synchronized (ticks) {
            ticks.add(packed);
            forget(tick.at());
            kept = List.copyOf(ticks);
        }
        try {
            file.add(packed, kept);
        } catch (IOException e) {
            LOG.atWarn().addKeyValue(LogKeys.ERROR, e.toString()).log("samples are kept in memory only");
        }
    }

    /** The asked series, in messages that stay far below the link's limit. */
    Iterable<MetricsChunk> answer(MetricsQuery query) {
        var now = clock.now();
        List<Packed> kept;
        synchronized (ticks) {
            kept = List.copyOf(ticks);
        }
        var collection = new SeriesCollection(query, now);
        for (var tick : kept) {
            if (tick.at().ageMillis(now) <= query.windowSeconds() * 1000) {
                collection.add(tick.tick());
            }
        }
        return collection.chunks();
    }

    private void forget(Moment now) {
        while (!ticks.isEmpty() && (ticks.size() > MOST || ticks.getFirst().at().ageMillis(now) > KEPT_MILLIS)) {
            ticks.removeFirst();
        }
    }
}
