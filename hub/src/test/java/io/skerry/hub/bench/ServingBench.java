package io.skerry.hub.bench;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Steady traffic through every gateway while what serves it is changed, and while parts of the platform are killed. */
final class ServingBench {

    private static final Duration CURRENT_WITHIN = Duration.ofSeconds(10);

    private final Options options;
    private final Report report;
    private final LoadedApplication application;
    private final Crash crash;
    private final List<URI> urls;
    private int acts;
    private int failed;
    private int twice;
    private int lost;

    private ServingBench(Options options, Report report, LoadedApplication application, Crash crash, List<URI> urls) {
        this.options = options;
        this.report = report;
        this.application = application;
        this.crash = crash;
        this.urls = urls;
    }

    /** Runs it; see {@code ./skerry bench serving}. */
    public static void main(String[] words) throws Exception {
        var options = Options.read(
                words,
                Map.of(
                        "rate",
                        "200",
                        "before",
                        "10",
                        "after",
                        "20",
                        "warm-up",
                        "10",
                        "acts",
                        "deploy,scale,hub,agents"));
        var report = Report.begin("serving", options);
        try (var folder = BenchFolder.make();
                var skerry = folder.up()) {
            var application = new LoadedApplication(skerry, folder.path(), Ledger.in(folder.path()));
            var urls = application.deploy("A").stream().map(URI::create).toList();
            var crash = new Crash(skerry, HubApi.of(skerry));
            new ServingBench(options, report, application, crash, urls).run();
        }
        System.exit(report.end());
    }

    private void run() throws Exception {
        warmUp();
        report.row("act", "gateway", "took s", "sent", "failed", "twice", "lost", "p50 ms", "p99 ms", "max ms");
        if (wanted("deploy")) {
            act("new version", () -> application.deploy("B"));
            act("rolled back", () -> application.rollBack(1));
        }
        if (wanted("scale")) {
            act("scaled 1 to 3", () -> application.scale(3));
            act("scaled 3 to 1", () -> application.scale(1));
        }
        var recoveries = new ArrayList<Crash.Recovery>();
        if (wanted("hub")) {
            act("hub and database killed", () -> recoveries.add(crash.kill("hub", "database")));
        }
        var adopted = new ArrayList<Boolean>();
        if (wanted("agents")) {
            for (var dataCenter : List.of("east", "west")) {
                var before = application.ledger().running();
                var processes = application.ledger().processes();
                act(dataCenter + "'s agent killed", () -> crash.kill(dataCenter + "-agent"));
                adopted.add(before.equals(application.ledger().running())
                        && processes.equals(application.ledger().processes()));
            }
        }
        report.table();
        report.aim(failed == 0, "0 requests failed: " + failed);
        report.aim(twice == 0, "0 POSTs seen twice: " + twice);
        report.aim(lost == 0, "0 POSTs answered and not seen: " + lost);
        for (var recovery : recoveries) {
            report.aim(
                    recovery.current().compareTo(CURRENT_WITHIN) <= 0,
                    "all data centers current within 10 s of the hub's start: %.1f s; the start came %.1f s after the kill"
                            .formatted(seconds(recovery.current()), seconds(recovery.started())));
        }
        for (var each : adopted) {
            report.aim(each, "a killed agent's instances are adopted: same processes, none doubled");
        }
    }

    /** The first requests of all meet processes that nobody has asked anything yet. They are told, and not counted. */
    private void warmUp() throws Exception {
        var begun = System.nanoTime();
        var traffic = begin();
        Thread.sleep(options.seconds("warm-up"));
        for (var each : traffic) {
            each.end();
            report.say("warm-up: %d sent, %d failed"
                    .formatted(each.tally().sent(), each.tally().failed()));
            each.tally().failures(begun).forEach(report::say);
        }
    }

    private List<Traffic> begin() {
        acts++;
        return urls.stream()
                .map(url -> new Traffic(acts + "-" + gateway(url), url, options.number("rate")))
                .toList();
    }

    private boolean wanted(String act) {
        return List.of(options.text("acts").split(",")).contains(act);
    }

    private void act(String name, Act act) throws Exception {
        var traffic = begin();
        Thread.sleep(options.seconds("before"));
        var begun = System.nanoTime();
        act.happen();
        var took = Duration.ofNanos(System.nanoTime() - begun);
        Thread.sleep(options.seconds("after"));
        for (var each : traffic) {
            each.end();
        }
        var seen = application.ledger().posts();
        for (var i = 0; i < urls.size(); i++) {
            count(name, gateway(urls.get(i)), took, traffic.get(i), seen);
            for (var failures : traffic.get(i).tally().failures(begun)) {
                report.say(name + ", " + gateway(urls.get(i)) + ": " + failures + " of the act");
            }
        }
    }

    private void count(String act, String gateway, Duration took, Traffic traffic, Map<String, Integer> seen) {
        var tally = traffic.tally();
        var times = tally.latencies();
        var seenTwice = traffic.seenTwice(seen);
        var lostHere = traffic.lost(seen);
        report.row(
                act,
                gateway,
                seconds(took),
                tally.sent(),
                tally.failed(),
                seenTwice,
                lostHere,
                times.p50(),
                times.p99(),
                times.max());
        failed += tally.failed();
        twice += (int) seenTwice;
        lost += (int) lostHere;
    }

    /** The data center, as the host names it. */
    private static String gateway(URI url) {
        var labels = url.getHost().split("\\.", -1);
        return labels[1];
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    private interface Act {
        void happen() throws Exception;
    }
}
