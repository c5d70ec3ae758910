package io.skerry.gateway.measure;

import io.skerry.gateway.route.LiveTable;
import io.skerry.model.metric.GatewayTotals;
import io.skerry.model.metric.RouteTotals;
import io.skerry.model.name.ApplicationRef;
import io.skerry.model.name.TenantName;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ObjLongConsumer;

/** A meter for each route that was asked for; there are never more than the table has routes, whatever clients ask for. */
public final class RouteMeters {

    private final String gateway;
    private final LiveTable live;
    private final String run = UUID.randomUUID().toString();
    private final ConcurrentHashMap<String, RouteMeter> meters = new ConcurrentHashMap<>();

    public RouteMeters(String gateway, LiveTable live) {
        this.gateway = gateway;
        this.live = live;
    }

    /**
     * The meter of a route.
     *
     * @param key of the route in the edge store, as the table has it
     */
    public RouteMeter of(String key) {
        var known = meters.get(key);
        return known == null ? meters.computeIfAbsent(key, any -> new RouteMeter()) : known;
    }

    /** What was counted since the process began. */
    public GatewayTotals totals() {
        var totals = new ArrayList<RouteTotals>();
        each((route, nanos) -> totals.add(route));
        return new GatewayTotals(gateway, run, totals);
    }

    /** Shows each route's counts, with the time that all its requests took; routes that are gone are forgotten. */
    void each(ObjLongConsumer<RouteTotals> reader) {
        var routes = Set.copyOf(live.current().routes().values());
        meters.entrySet()
                .removeIf(meter ->
                        !routes.contains(meter.getKey()) && meter.getValue().isIdle());
        meters.forEach((key, meter) -> reader.accept(totals(key, meter), meter.nanos()));
    }

    private static RouteTotals totals(String key, RouteMeter meter) {
        // wanted/route/<tenant>/<application>/<route>
        var parts = key.split("/", -1);
        return meter.totals(new ApplicationRef(new TenantName(parts[2]), parts[3]), parts[4]);
    }
}
