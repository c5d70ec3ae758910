package io.skerry.hub.telemetry;

import io.skerry.model.metric.InstancePoint;
import io.skerry.model.metric.InstanceSeries;
import io.skerry.model.metric.RoutePoint;
import io.skerry.model.metric.RouteSeries;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What data centers measured, as the API gives it.
 *
 * @param windowSeconds how far back it goes
 * @param stepSeconds how much time a point stands for
 * @param truncated whether there was more than one answer holds
 */
record Metrics(
        long windowSeconds,
        long stepSeconds,
        boolean truncated,
        List<Site> dataCenters,
        List<InstanceMetrics> instances,
        List<RouteMetrics> routes) {

    Metrics {
        dataCenters = List.copyOf(dataCenters);
        instances = List.copyOf(instances);
        routes = List.copyOf(routes);
    }

    /**
     * How a data center answered.
     *
     * @param state {@code answered}, {@code unreachable} or {@code refused}
     * @param observedAt when its newest sample was taken; absent if it gave none
     * @param seenAt when it was last heard of; absent if never
     * @param message why it gave nothing
     */
    record Site(
            String dataCenter,
            String state,
            @Nullable Instant observedAt,
            @Nullable Instant seenAt,
            @Nullable String message) {}

    /** One instance's points, oldest first. */
    record InstanceMetrics(
            String dataCenter,
            String tenant,
            String application,
            String component,
            String instance,
            List<InstanceMetric> points) {

        static InstanceMetrics of(String dc, InstanceSeries series, Instant now) {
            var component = series.component();
            return new InstanceMetrics(
                    dc,
                    component.tenant().toString(),
                    component.application(),
                    component.component(),
                    series.instance(),
                    series.points().stream()
                            .map(point -> InstanceMetric.of(point, now))
                            .toList());
        }
    }

    /**
     * One point of an instance.
     *
     * @param cpu cores used; absent where that is not known yet
     */
    record InstanceMetric(
            Instant at, @Nullable Double cpu, long memory, int threads, int descriptors, int restarts, long disk) {

        private static InstanceMetric of(InstancePoint point, Instant now) {
            var cpu = point.spanMillis() == 0 ? null : (Double) ((double) point.cpuMillis() / point.spanMillis());
            return new InstanceMetric(
                    now.minusMillis(point.ageMillis()),
                    cpu,
                    point.memory(),
                    point.threads(),
                    point.descriptors(),
                    point.restarts(),
                    point.disk());
        }
    }

    /** One route's points, oldest first. */
    record RouteMetrics(String dataCenter, String tenant, String application, String route, List<RouteMetric> points) {

        static RouteMetrics of(String dc, RouteSeries series, Instant now) {
            return new RouteMetrics(
                    dc,
                    series.application().tenant().toString(),
                    series.application().application(),
                    series.route(),
                    series.points().stream()
                            .map(point -> RouteMetric.of(point, now))
                            .toList());
        }
    }

    /**
     * One point of a route.
     *
     * @param seconds that were measured
     * @param p50 milliseconds; absent, as the others, if no request ended
     */
    record RouteMetric(
            Instant at,
            double seconds,
            long requests,
            long clientErrors,
            long serverErrors,
            long refused,
            long received,
            long sent,
            int open,
            @Nullable Double p50,
            @Nullable Double p95,
            @Nullable Double p99) {

        private static RouteMetric of(RoutePoint point, Instant now) {
            return new RouteMetric(
                    now.minusMillis(point.ageMillis()),
                    point.spanMillis() / 1000.0,
                    point.requests(),
                    point.clientErrors(),
                    point.serverErrors(),
                    point.refused(),
                    point.received(),
                    point.sent(),
                    point.open(),
                    point.p50(),
                    point.p95(),
                    point.p99());
        }
    }
}
