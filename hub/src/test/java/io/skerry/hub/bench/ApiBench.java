package io.skerry.hub.bench;

import io.skerry.hub.bench.load.Latencies;
import io.skerry.hub.bench.load.OpenLoop;
import io.skerry.hub.bench.load.OpenLoop.Rate;
import io.skerry.hub.bench.load.Request;
import io.skerry.hub.bench.load.Sample;
import io.skerry.hub.bench.load.Tally;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** The public API under steady reading and writing, with many applications in one tenant. */
final class ApiBench {

    private static final String APPLICATIONS = "/tenants/acme/applications";
    private static final int PAGE = 50;
    private static final int CONNECTIONS = 50;
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final double READS_P99_MILLIS = 50;
    private static final double WRITES_P99_MILLIS = 150;

    private final HubApi hub;
    private final int applications;
    private final Random random = new Random(7);
    private final List<String> pages = new ArrayList<>();
    private final Map<String, String> etags = new ConcurrentHashMap<>();
    private Map<String, Tally> tallies = tallies();
    private int count;

    private ApiBench(HubApi hub, int applications) {
        this.hub = hub;
        this.applications = applications;
    }

    /** Runs it; see {@code ./skerry bench api}. */
    public static void main(String[] words) throws Exception {
        var options =
                Options.read(words, Map.of("applications", "1000", "rate", "100", "seconds", "300", "warm-up", "30"));
        var report = Report.begin("api", options);
        try (var folder = BenchFolder.make();
                var skerry = folder.up()) {
            var bench = new ApiBench(HubApi.of(skerry), options.number("applications"));
            bench.create();
            bench.load(options.number("rate"), options.seconds("warm-up"));
            bench.tallies = tallies();
            var hub = ProcessHandle.of(skerry.pid("hub")).orElseThrow();
            var before = cpu(hub);
            bench.load(options.number("rate"), options.seconds("seconds"));
            bench.tell(report, cpu(hub).minus(before));
        }
        System.exit(report.end());
    }

    private void create() throws Exception {
        hub.post("/tenants", "{\"name\": \"acme\"}");
        for (var i = 0; i < applications; i++) {
            hub.post(APPLICATIONS + "/" + name(i) + ":apply", """
                    {"application": {"spec": {"displayName": "Application"}}, "release": "manual", "components": [{"name": "web", "spec": {
                      "run": {"command": ["python3", "-m", "http.server"]}, "ports": [{"name": "http", "port": 8000}],
                      "env": [{"name": "LOG_LEVEL", "value": "info"}]}}]}""");
            etags.put(name(i), hub.get(APPLICATIONS + "/" + name(i)).good().etag());
        }
        var cursor = "";
        do {
            pages.add("?limit=" + PAGE + cursor);
            var next = hub.get(APPLICATIONS + pages.getLast()).good().json().path("next");
            cursor = next.isString() ? "&cursor=" + next.asString() : "";
        } while (!cursor.isEmpty());
    }

    private void load(int perSecond, Duration span) throws InterruptedException {
        var address = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), hub.address().getPort());
        var loop = OpenLoop.start(new Rate(address, perSecond, CONNECTIONS, TIMEOUT), this::next, this::take);
        Thread.sleep(span);
        loop.end();
    }

    private Request next() {
        var turn = count++;
        return switch (turn % 5) {
            case 0, 2 -> request("GET", "/" + name(random.nextInt(applications)), List.of(), "", "get", "");
            case 1, 3 -> request("GET", pages.get(random.nextInt(pages.size())), List.of(), "", "list of 50", "");
            default -> put(name(turn / 5 % applications), turn);
        };
    }

    /** Each application in its turn, so that no two writes of one meet. */
    private Request put(String name, int turn) {
        var body = "{\"spec\": {\"displayName\": \"Application " + turn + "\"}}";
        return request("PUT", "/" + name, List.of("If-Match: " + etags.get(name)), body, "put", name);
    }

    private Request request(String method, String rest, List<String> headers, String body, String kind, String id) {
        var all = new ArrayList<>(headers);
        all.add("Authorization: " + hub.authorization());
        all.add("Content-Type: application/json");
        return new Request(
                method, "/api/v1" + APPLICATIONS + rest, hub.address().getAuthority(), all, body, kind, id);
    }

    private void take(Sample sample) {
        tallies.get(sample.request().kind()).accept(sample);
        if (sample.request().kind().equals("put") && sample.reply() != null && sample.failure() == null) {
            etags.put(sample.request().id(), sample.reply().headers().get("etag"));
        }
    }

    private void tell(Report report, Duration cpu) {
        report.row("", "sent", "failed", "p50 ms", "p99 ms", "max ms");
        for (var kind : List.of("get", "list of 50", "put")) {
            var tally = tallies.get(kind);
            var times = tally.latencies();
            report.row(kind, tally.sent(), tally.failed(), times.p50(), times.p99(), times.max());
            tally.failures(System.nanoTime()).forEach(failure -> report.say(kind + ": " + failure));
        }
        report.table();
        var sent = tallies.values().stream().mapToInt(Tally::sent).sum();
        report.say("the hub's CPU time per request: %.1f ms".formatted((double) cpu.toMillis() / sent));
        var reads = Latencies.all(List.of(
                tallies.get("get").latencies(), tallies.get("list of 50").latencies()));
        var writes = tallies.get("put").latencies();
        report.aim(reads.p99() <= READS_P99_MILLIS, "p99 of reads ≤ 50 ms: %.1f".formatted(reads.p99()));
        report.aim(writes.p99() <= WRITES_P99_MILLIS, "p99 of writes ≤ 150 ms: %.1f".formatted(writes.p99()));
        var failed = tallies.values().stream().mapToInt(Tally::failed).sum();
        report.aim(failed == 0, "0 requests failed: " + failed);
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElseThrow();
    }

    private static Map<String, Tally> tallies() {
        return Map.of("get", new Tally(), "list of 50", new Tally(), "put", new Tally());
    }

    private static String name(int number) {
        return "app-" + number;
    }
}
