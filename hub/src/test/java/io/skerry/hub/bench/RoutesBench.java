package io.skerry.hub.bench;

import io.skerry.hub.bench.load.Latencies;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.name.TenantName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long a route's change takes from the API's good answer to the tables of both data centers' gateways. */
final class RoutesBench {

    private static final String ROUTE = "bench";
    private static final double P50_MILLIS = 200;
    private static final double P99_MILLIS = 600;
    private static final int PATIENCE_SECONDS = 30;

    private final HubApi hub;
    private final List<TableWatch> sites;
    private final List<List<Long>> perSite = List.of(new ArrayList<>(), new ArrayList<>());
    private final List<Long> both = new ArrayList<>();
    private String etag;

    private RoutesBench(HubApi hub, List<TableWatch> sites, String etag) {
        this.hub = hub;
        this.sites = sites;
        this.etag = etag;
    }

    /** Runs it; see {@code ./skerry bench routes}. */
    public static void main(String[] words) throws Exception {
        var options = Options.read(words, Map.of("changes", "500", "warm-up", "30"));
        var report = Report.begin("routes", options);
        var tenant = new TenantName(LoadedApplication.TENANT);
        var key = EdgeKey.wantedRoute(tenant, LoadedApplication.NAME, ROUTE);
        try (var folder = BenchFolder.make();
                var skerry = folder.up()) {
            new LoadedApplication(skerry, folder.path(), Ledger.in(folder.path())).deploy("A");
            var hub = HubApi.of(skerry);
            var dataCenters = skerry.data().resolve("data-centers");
            try (var east = new TableWatch(dataCenters.resolve("east"), key);
                    var west = new TableWatch(dataCenters.resolve("west"), key)) {
                var made = hub.post(path(""), "{\"name\": \"" + ROUTE + "\", " + spec("first.bench.test") + "}");
                var bench = new RoutesBench(hub, List.of(east, west), made.etag());
                bench.change(options.number("warm-up"), "warm-up");
                bench.forget();
                bench.change(options.number("changes"), "change");
                bench.tell(report);
            }
        }
        System.exit(report.end());
    }

    /** One change a second. */
    private void change(int times, String name) throws Exception {
        var at = System.nanoTime();
        for (var i = 0; i < times; i++, at += TimeUnit.SECONDS.toNanos(1)) {
            for (var wait = at - System.nanoTime(); wait > 0; wait = at - System.nanoTime()) {
                LockSupport.parkNanos(wait);
            }
            change(name + "-" + i + ".bench.test");
        }
    }

    private void change(String host) throws Exception {
        etag = hub.put(path("/" + ROUTE), "{" + spec(host) + "}", etag).etag();
        var answered = System.nanoTime();
        var last = 0L;
        for (var i = 0; i < sites.size(); i++) {
            var served = sites.get(i).served(host).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            // The table may be faster than the answer.
            var nanos = Math.max(0, served - answered);
            perSite.get(i).add(nanos);
            last = Math.max(last, nanos);
        }
        both.add(last);
    }

    private void forget() {
        perSite.forEach(List::clear);
        both.clear();
    }

    private void tell(Report report) {
        report.row("from the answer to the table of", "changes", "p50 ms", "p99 ms", "max ms");
        row(report, "east", perSite.getFirst());
        row(report, "west", perSite.getLast());
        var times = row(report, "both", both);
        report.table();
        report.aim(times.p50() <= P50_MILLIS, "p50 of both ≤ 200 ms: %.1f".formatted(times.p50()));
        report.aim(times.p99() <= P99_MILLIS, "p99 of both ≤ 600 ms: %.1f".formatted(times.p99()));
    }

    private static Latencies row(Report report, String site, List<Long> nanos) {
        var times = Latencies.of(nanos);
        report.row(site, nanos.size(), times.p50(), times.p99(), times.max());
        return times;
    }

    private static String path(String route) {
        return "/tenants/" + LoadedApplication.TENANT + "/applications/" + LoadedApplication.NAME + "/routes" + route;
    }

    private static String spec(String host) {
        return "\"spec\": {\"hosts\": [\"" + host + "\"], \"component\": \"web\"}";
    }
}
