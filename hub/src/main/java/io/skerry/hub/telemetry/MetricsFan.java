package io.skerry.hub.telemetry;

import io.skerry.hub.api.HubException;
import io.skerry.hub.datacenter.Presence;
import io.skerry.hub.datacenter.SiteStreams;
import io.skerry.hub.datacenter.SiteStreams.SiteMeasures;
import io.skerry.hub.telemetry.Metrics.InstanceMetrics;
import io.skerry.hub.telemetry.Metrics.RouteMetrics;
import io.skerry.hub.telemetry.Metrics.Site;
import io.skerry.model.metric.InstancePoint;
import io.skerry.model.metric.MetricsQuery;
import io.skerry.model.metric.RoutePoint;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Asks several data centers at once for what they measured, and says of each how it answered. The hub keeps none of it. */
@Service
class MetricsFan {

    /** All points of an answer together: some four megabytes of JSON. */
    private static final int MOST_POINTS = 20_000;

    private final SiteStreams streams;
    private final Presence presence;
    private final Clock clock;

    MetricsFan(SiteStreams streams, Presence presence, Clock clock) {
        this.streams = streams;
        this.presence = presence;
        this.clock = clock;
    }

    /** What one data center gave, or why it did not. */
    private record Answer(Site site, List<InstanceMetrics> instances, List<RouteMetrics> routes, boolean whole) {}

    Metrics ask(List<String> sites, MetricsQuery query) throws InterruptedException {
        var share = MOST_POINTS / Math.max(1, sites.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = sites.stream()
                    .map(dc -> threads.submit(() -> ask(dc, query, share)))
                    .toList();
            var answers = new ArrayList<Answer>();
            for (var answer : asked) {
                answers.add(answer.get());
            }
            return new Metrics(
                    query.windowSeconds(),
                    query.stepSeconds(),
                    answers.stream().anyMatch(answer -> !answer.whole()),
                    answers.stream().map(Answer::site).toList(),
                    answers.stream().flatMap(a -> a.instances().stream()).toList(),
                    answers.stream().flatMap(a -> a.routes().stream()).toList());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private Answer ask(String dc, MetricsQuery query, int mostPoints) throws InterruptedException {
        try {
            var measured = streams.measures(dc, query, mostPoints);
            var now = clock.instant();
            return new Answer(
                    new Site(dc, "answered", newest(measured, now), seen(dc), null),
                    measured.instances().stream()
                            .map(series -> InstanceMetrics.of(dc, series, now))
                            .toList(),
                    measured.routes().stream()
                            .map(series -> RouteMetrics.of(dc, series, now))
                            .toList(),
                    measured.whole());
        } catch (HubException e) {
            var site = switch (e.code()) {
                case AGENT_UNREACHABLE -> new Site(dc, "unreachable", null, seen(dc), e.getMessage());
                case UNSUPPORTED ->
                    new Site(
                            dc,
                            "refused",
                            null,
                            seen(dc),
                            "The agent of " + dc + " is of a version that measures nothing.");
                default -> new Site(dc, "refused", null, seen(dc), e.getMessage());
            };
            return new Answer(site, List.of(), List.of(), true);
        }
    }

    private @Nullable Instant seen(String dc) {
        var heard = presence.heard().get(dc);
        return heard == null ? null : heard.at();
    }

    private static @Nullable Instant newest(SiteMeasures measured, Instant now) {
        var instances = measured.instances().stream().flatMap(s -> s.points().stream());
        var routes = measured.routes().stream().flatMap(s -> s.points().stream());
        var youngest = LongStream.concat(
                        instances.mapToLong(InstancePoint::ageMillis), routes.mapToLong(RoutePoint::ageMillis))
                .min();
        return youngest.isPresent() ? now.minusMillis(youngest.getAsLong()) : null;
    }
}
