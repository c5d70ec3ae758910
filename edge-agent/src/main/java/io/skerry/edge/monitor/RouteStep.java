package io.skerry.edge.monitor;

import io.skerry.model.metric.LatencyScale;
import io.skerry.model.metric.RoutePoint;
import java.util.HashMap;
import java.util.Map;

/** One step of a route while samples are added. */
final class RouteStep {

    private static final int CLIENT_ERRORS = 3;
    private static final int SERVER_ERRORS = 4;

    private final Map<Integer, Long> latency = new HashMap<>();
    private long age;
    private long span;
    private long requests;
    private long clientErrors;
    private long serverErrors;
    private long refused;
    private long received;
    private long sent;
    private int open;

    /** Samples come in their order, so the last one's age is the newest. */
    void add(RouteSample sample, long ageMillis) {
        var counts = sample.counts();
        age = ageMillis;
        span += sample.spanMillis();
        requests += counts.answers().stream().mapToLong(Long::longValue).sum();
        clientErrors += counts.answers().get(CLIENT_ERRORS);
        serverErrors += counts.answers().get(SERVER_ERRORS);
        refused += counts.refused();
        received += counts.received();
        sent += counts.sent();
        open = Math.max(open, counts.open());
        counts.latency().forEach((bucket, count) -> latency.merge(bucket, count, Long::sum));
    }

    RoutePoint point() {
        return new RoutePoint(
                age,
                span,
                requests,
                clientErrors,
                serverErrors,
                refused,
                received,
                sent,
                open,
                LatencyScale.quantile(latency, 0.5),
                LatencyScale.quantile(latency, 0.95),
                LatencyScale.quantile(latency, 0.99));
    }
}
