package io.skerry.gateway.measure;

import io.skerry.gateway.route.LiveTable;
import io.skerry.measure.Figures;
import io.skerry.model.metric.LatencyScale;
import io.skerry.model.metric.RouteTotals;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The routes' counts in Prometheus' words: at most twenty series for a route that was asked for, none for one that was not. */
final class RouteFigures implements Figures.Source {

    /** Buckets of the scale at which one of Prometheus' begins: 6.4, 25.6, 102.4, 409.6 ms, 1.6 and 6.6 s. */
    private static final List<Integer> BOUNDS = List.of(28, 36, 44, 52, 60, 68);

    private static final double MILLIS = 1_000;
    private static final double NANOS = 1e9;

    private final RouteMeters meters;
    private final LiveTable live;

    RouteFigures(RouteMeters meters, LiveTable live) {
        this.meters = meters;
        this.live = live;
    }

    @Override
    public void addTo(Figures figures) {
        var table = live.current();
        figures.gauge(
                        "skerry_gateway_hosts",
                        "Hosts in the live table.",
                        table.hosts().size())
                .gauge("skerry_gateway_site_version", "Every wanted route up to it is live.", table.siteVersion())
                .gauge("skerry_gateway_store_revision", "Every address up to it is live.", table.storeRevision());
        meters.each((totals, nanos) -> add(figures, totals, nanos));
    }

    private static void add(Figures figures, RouteTotals route, long nanos) {
        String[] labels = {
            "tenant",
            route.application().tenant().toString(),
            "application",
            route.application().application(),
            "route",
            route.route()
        };
        for (int i = 0; i < RouteTotals.CLASSES; i++) {
            if (route.answers().get(i) > 0) {
                figures.counter(
                        "skerry_gateway_requests",
                        "Requests that ended, by class of their answer.",
                        route.answers().get(i),
                        with(labels, "code", i + 1 + "xx"));
            }
        }
        figures.counter("skerry_gateway_refused", "Requests that the gateway answered itself.", route.refused(), labels)
                .counter("skerry_gateway_received_bytes", "Bodies of requests.", route.received(), labels)
                .counter("skerry_gateway_sent_bytes", "Bodies of answers.", route.sent(), labels)
                .gauge("skerry_gateway_open_requests", "Requests and tunnels now.", route.open(), labels)
                .histogram(
                        "skerry_gateway_request_seconds",
                        "From a request's head to its answer's end.",
                        bounds(),
                        counts(route),
                        nanos / NANOS,
                        labels);
    }

    private static List<Double> bounds() {
        var bounds = new ArrayList<Double>();
        BOUNDS.forEach(bucket -> bounds.add(LatencyScale.begin(bucket) / MILLIS));
        bounds.add(Double.POSITIVE_INFINITY);
        return bounds;
    }

    private static List<Long> counts(RouteTotals route) {
        var counts = new long[BOUNDS.size() + 1];
        route.latency()
                .forEach((bucket, count) -> counts[
                        (int) BOUNDS.stream().filter(bound -> bound <= bucket).count()] += count);
        var list = new ArrayList<Long>();
        for (var count : counts) {
            list.add(count);
        }
        return list;
    }

    private static String[] with(String[] labels, String name, String value) {
        var more = Arrays.copyOf(labels, labels.length + 2);
        more[labels.length] = name;
        more[labels.length + 1] = value;
        return more;
    }
}
