package io.skerry.gateway.measure;

import io.skerry.model.metric.LatencyScale;
import io.skerry.model.metric.RouteTotals;
import io.skerry.model.name.ApplicationRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** Counts one route's requests; only ever adds, so that event loops never wait for each other or for a reader. */
public final class RouteMeter {

    private final AtomicLongArray answers = new AtomicLongArray(RouteTotals.CLASSES);
    private final AtomicLongArray latency = new AtomicLongArray(LatencyScale.BUCKETS);
    private final AtomicInteger open = new AtomicInteger();
    private final LongAdder nanos = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();

    RouteMeter() {}

    /** A request came; {@link MeteredRequest} counts its end. */
    public MeteredRequest begin() {
        open.incrementAndGet();
        return new MeteredRequest(this, System.nanoTime());
    }

    /** Bytes of a request's body were passed on. */
    public void received(int bytes) {
        received.add(bytes);
    }

    /** Bytes of an answer's body were passed on. */
    public void sent(int bytes) {
        sent.add(bytes);
    }

    void answered(int status, long took) {
        tunnelled(status);
        nanos.add(took);
        latency.incrementAndGet(LatencyScale.bucket(took));
    }

    /** A tunnel's end says nothing about how fast anything is. */
    void tunnelled(int status) {
        answers.incrementAndGet(Math.clamp(status / 100 - 1, 0, RouteTotals.CLASSES - 1));
        open.decrementAndGet();
    }

    void refused() {
        refused.increment();
    }

    /** How long all requests together took. */
    long nanos() {
        return nanos.sum();
    }

    boolean isIdle() {
        return open.get() == 0;
    }

    private List<Long> answers() {
        var counts = new ArrayList<Long>(RouteTotals.CLASSES);
        for (int i = 0; i < RouteTotals.CLASSES; i++) {
            counts.add(answers.get(i));
        }
        return counts;
    }

    private Map<Integer, Long> latency() {
        var counts = new HashMap<Integer, Long>();
        for (int i = 0; i < LatencyScale.BUCKETS; i++) {
            var count = latency.get(i);
            if (count > 0) {
                counts.put(i, count);
            }
        }
        return counts;
    }

    /** What was counted so far. */
    RouteTotals totals(ApplicationRef application, String route) {
        return new RouteTotals(
                application, route, answers(), refused.sum(), received.sum(), sent.sum(), open.get(), latency());
    }
}
