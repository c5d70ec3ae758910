package io.skerry.edge.monitor;

import io.skerry.edge.report.BootClock.Moment;
import io.skerry.model.message.MetricsChunk;
import io.skerry.model.metric.InstanceSeries;
import io.skerry.model.metric.MetricsQuery;
import io.skerry.model.metric.RouteSeries;
import io.skerry.model.name.ApplicationRef;
import io.skerry.model.name.ComponentRef;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sorts samples into series and steps. Steps begin at whole multiples of their length, so that they do not move from question to question. */
final class SeriesCollection {

    /** A point takes some 150 bytes on the link, whose messages are 1 MiB at most. */
    private static final int POINTS_PER_CHUNK = 2_000;

    private final MetricsQuery query;
    private final Moment now;
    private final Map<InstanceName, TreeMap<Long, InstanceStep>> instances =
            new TreeMap<>(Comparator.comparing(InstanceName::toString));
    private final Map<RouteName, TreeMap<Long, RouteStep>> routes =
            new TreeMap<>(Comparator.comparing(RouteName::toString));

    private record InstanceName(ComponentRef component, String instance) {
        @Override
        public String toString() {
            return component + "/" + instance;
        }
    }

    private record RouteName(ApplicationRef application, String route) {
        @Override
        public String toString() {
            return application + "/" + route;
        }
    }

    SeriesCollection(MetricsQuery query, Moment now) {
        this.query = query;
        this.now = now;
    }

    /** Ticks come in their order. */
    void add(Tick tick) {
        var age = tick.at().ageMillis(now);
        var step = isOneStep() ? 0 : Math.floorDiv(now.wallMillis() - age, query.stepSeconds() * 1000);
        for (var sample : tick.instances()) {
            if (isAsked(sample.component().applicationRef())) {
                instances
                        .computeIfAbsent(
                                new InstanceName(sample.component(), sample.instance()), any -> new TreeMap<>())
                        .computeIfAbsent(step, any -> new InstanceStep())
                        .add(sample, age);
            }
        }
        for (var sample : tick.routes()) {
            if (isAsked(sample.counts().application())) {
                routes.computeIfAbsent(
                                new RouteName(
                                        sample.counts().application(),
                                        sample.counts().route()),
                                any -> new TreeMap<>())
                        .computeIfAbsent(step, any -> new RouteStep())
                        .add(sample, age);
            }
        }
    }

    /** A step as long as the window is one point: what happened lately, all together. */
    private boolean isOneStep() {
        return query.stepSeconds() == query.windowSeconds();
    }

    private boolean isAsked(ApplicationRef application) {
        @Nullable ApplicationRef only = query.application();
        return only == null || only.equals(application);
    }

    List<MetricsChunk> chunks() {
        var chunks = new ArrayList<MetricsChunk>();
        var some = new ArrayList<InstanceSeries>();
        var points = 0;
        for (var one : instances.entrySet()) {
            var series = new InstanceSeries(
                    one.getKey().component(),
                    one.getKey().instance(),
                    one.getValue().values().stream().map(InstanceStep::point).toList());
            if (points > 0 && points + series.points().size() > POINTS_PER_CHUNK) {
                chunks.add(new MetricsChunk(some, List.of()));
                some.clear();
                points = 0;
            }
            some.add(series);
            points += series.points().size();
        }
        var others = new ArrayList<RouteSeries>();
        for (var one : routes.entrySet()) {
            var series = new RouteSeries(
                    one.getKey().application(),
                    one.getKey().route(),
                    one.getValue().values().stream().map(RouteStep::point).toList());
            if (points > 0 && points + series.points().size() > POINTS_PER_CHUNK) {
                chunks.add(new MetricsChunk(some, others));
                some.clear();
                others.clear();
                points = 0;
            }
            others.add(series);
            points += series.points().size();
        }
        if (points > 0) {
            chunks.add(new MetricsChunk(some, others));
        }
        return chunks;
    }
}
