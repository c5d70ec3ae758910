package io.skerry.edge.monitor;

import io.skerry.edge.report.BootClock.Moment;
import io.skerry.edge.runtime.Usage;
import io.skerry.model.metric.GatewayTotals;
import io.skerry.model.metric.RouteTotals;
import io.skerry.model.name.ApplicationRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Turns what counts up from somebody's start into what happened between two looks. What happened while nobody looked is left out, never
 * guessed: the first look only takes the bearings. Pure but for its memory of the look before.
 */
final class Bearings {

    private @Nullable Moment before;
    private Map<String, Usage> usages = Map.of();
    private @Nullable GatewayTotals gateway;
    private @Nullable Moment gatewayBefore;

    /** @param now absent if the gateway does not answer */
    Tick take(Moment at, List<Usage> used, @Nullable GatewayTotals now) {
        var span = before == null ? 0 : before.ageMillis(at);
        var instances = used.stream().map(usage -> sample(usage, span)).toList();
        var routes = now == null ? List.<RouteSample>of() : routes(at, now);
        before = at;
        usages = used.stream().collect(Collectors.toMap(Usage::instance, u -> u));
        if (now != null) {
            gateway = now;
            gatewayBefore = at;
        }
        return new Tick(at, instances, routes);
    }

    private InstanceSample sample(Usage now, long span) {
        var old = usages.get(now.instance());
        var counted = old == null || old.run() != now.run() ? 0 : old.cpuMillis();
        // Processes that end take with them what nobody waited for: never less than nothing was used.
        var cpu = before == null ? 0 : Math.max(0, now.cpuMillis() - counted);
        return new InstanceSample(
                now.component(),
                now.instance(),
                span,
                cpu,
                now.memory(),
                now.threads(),
                now.descriptors(),
                now.run() - 1,
                now.disk());
    }

    private List<RouteSample> routes(Moment at, GatewayTotals now) {
        var since = gatewayBefore;
        if (gateway == null || since == null) {
            return List.of();
        }
        var old = new HashMap<RouteName, RouteTotals>();
        if (gateway.run().equals(now.run())) {
            gateway.routes().forEach(route -> old.put(RouteName.of(route), route));
        }
        var span = since.ageMillis(at);
        var samples = new ArrayList<RouteSample>();
        for (var route : now.routes()) {
            var counts = minus(route, old.get(RouteName.of(route)));
            if (counts.open() > 0 || counts.answers().stream().anyMatch(n -> n > 0)) {
                samples.add(new RouteSample(span, counts));
            }
        }
        return samples;
    }

    private record RouteName(ApplicationRef application, String route) {
        static RouteName of(RouteTotals totals) {
            return new RouteName(totals.application(), totals.route());
        }
    }

    private static RouteTotals minus(RouteTotals now, @Nullable RouteTotals old) {
        if (old == null) {
            return now;
        }
        var latency = new HashMap<Integer, Long>();
        now.latency().forEach((bucket, count) -> {
            var more = count - old.latency().getOrDefault(bucket, 0L);
            if (more > 0) {
                latency.put(bucket, more);
            }
        });
        var answers = IntStream.range(0, RouteTotals.CLASSES)
                .mapToObj(i -> now.answers().get(i) - old.answers().get(i))
                .toList();
        // A route that was deleted and came again under its name counts from nothing.
        if (answers.stream().anyMatch(n -> n < 0)) {
            return now;
        }
        return new RouteTotals(
                now.application(),
                now.route(),
                answers,
                Math.max(0, now.refused() - old.refused()),
                Math.max(0, now.received() - old.received()),
                Math.max(0, now.sent() - old.sent()),
                now.open(),
                latency);
    }
}
