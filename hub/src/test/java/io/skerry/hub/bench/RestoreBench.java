package io.skerry.hub.bench;

import io.skerry.hub.bench.load.Latencies;
import io.skerry.hub.endtoend.Installation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** The restore drill with many objects: what a backup costs, how long until the hub is back, and what callers notice meanwhile. */
final class RestoreBench {

    private static final int READERS = 2;
    private static final int PER_TENANT = 1000;
    private static final double MIB = 1 << 20;

    private final Report report;
    private final Installation skerry;
    private final HubApi api;
    private final LoadedApplication application;

    private RestoreBench(Report report, Installation skerry, HubApi api, LoadedApplication application) {
        this.report = report;
        this.skerry = skerry;
        this.api = api;
        this.application = application;
    }

    /** Runs it; see {@code ./skerry bench restore}. */
    public static void main(String[] words) throws Exception {
        var options = Options.read(words, Map.of("objects", "10000", "quiet", "10"));
        var report = Report.begin("restore", options);
        try (var folder = BenchFolder.make();
                var skerry = folder.up()) {
            var application = new LoadedApplication(skerry, folder.path(), Ledger.in(folder.path()));
            application.deploy("A");
            new RestoreBench(report, skerry, HubApi.of(skerry), application).run(options, folder.path());
        }
        System.exit(report.end());
    }

    private void run(Options options, Path folder) throws Exception {
        report.say(
                "making %d objects took %.1f s".formatted(options.number("objects"), make(options.number("objects"))));
        var before = during(() -> Thread.sleep(options.seconds("quiet")));
        var file = folder.resolve("backup.zip");
        var backup = new ArrayList<Double>();
        var meanwhile = during(() -> backup.add(seconds(() -> skerry.succeed("backup", "create"))));
        var made = api.get("/backups").json().at("/items/0");
        var name = made.get("name").asString();
        skerry.succeed("backup", "download", name, "--to", file.toString());
        application.deploy("B");
        report.row("", "value");
        report.row("rows", made.get("rows").asLong());
        report.row("file MiB", made.get("bytes").asLong() / MIB);
        report.row("copied s", made.get("tookMillis").asLong() / 1e3);
        report.row("copied, read back, compared s", backup.getFirst());
        report.row("API p99 ms, quiet", before.p99());
        report.row("API p99 ms, while the backup runs", meanwhile.p99());
        report.row("API max ms, while the backup runs", meanwhile.max());
        var restored = seconds(() -> skerry.succeed(
                "restore", file.toString(), "--yes", "--data", skerry.data().toString()));
        report.row("restore to hub up s", restored);
        var current = seconds(this::untilCurrent);
        report.row("looked at, until all current s", current);
        report.table();
        report.aim(made.get("state").asString().equals("proven"), "the backup was read back: " + made.get("state"));
        var there = objects();
        report.aim(there >= options.number("objects"), "every object is there again: " + there);
        report.aim(restored + current <= 1800, "back within 30 min: %.1f s".formatted(restored + current));
    }

    private double make(int objects) throws Exception {
        return seconds(() -> {
            for (var from = 0; from < objects; from += PER_TENANT) {
                var tenant = "bench-" + from / PER_TENANT;
                api.post("/tenants", "{\"name\": \"" + tenant + "\"}");
                var until = Math.min(objects, from + PER_TENANT);
                for (var each = from; each < until; each++) {
                    api.post(
                            "/tenants/" + tenant + "/applications",
                            "{\"name\": \"app-" + each + "\", \"labels\": {\"n\": \"" + each + "\"}, \"spec\": {}}");
                }
            }
        });
    }

    private long objects() throws Exception {
        var count = 0L;
        for (var tenant : api.get("/tenants").json().get("items")) {
            var path = "/tenants/" + tenant.get("name").asString() + "/applications?limit=500";
            for (var next = ""; next != null; ) {
                var page = api.get(path + next).json();
                count += page.get("items").size();
                next = page.hasNonNull("next") ? "&cursor=" + page.get("next").asString() : null;
            }
        }
        return count;
    }

    /** What callers notice while something happens. */
    private Latencies during(Happening happening) throws Exception {
        var over = new AtomicBoolean();
        List<Future<List<Long>>> readers = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var reader = 0; reader < READERS; reader++) {
                var own = "reader-" + System.nanoTime() + "-" + reader;
                readers.add(threads.submit(() -> ask(own, over)));
            }
            happening.happen();
            over.set(true);
            var all = new ArrayList<Long>();
            for (var reader : readers) {
                all.addAll(reader.get());
            }
            return Latencies.of(all);
        }
    }

    /** Reads one object nine times, then writes one. */
    private List<Long> ask(String own, AtomicBoolean over) throws Exception {
        var nanos = new ArrayList<Long>();
        for (var turn = 0; !over.get(); turn++) {
            var write = turn % 10 == 9;
            var name = own + "-" + turn;
            var began = System.nanoTime();
            if (write) {
                api.post("/tenants/bench-0/applications", "{\"name\": \"" + name + "\", \"spec\": {}}");
            } else {
                api.get("/tenants/bench-0/applications/app-7").good();
            }
            nanos.add(System.nanoTime() - began);
            Thread.sleep(Duration.ofMillis(10));
        }
        return nanos;
    }

    /** A person accepts whatever is held back until nothing is and every data center is current. */
    private void untilCurrent() throws Exception {
        Installation.await("all is current", () -> {
            var current = true;
            for (var site : api.get("/data-centers").json().get("items")) {
                var status = site.get("status");
                if (status.path("review").isObject()) {
                    skerry.run("dc", "accept", site.get("name").asString(), "--yes");
                    current = false;
                }
                current &= status.at("/link/state").asString().equals("current")
                        && status.at("/holds/healthy").asLong()
                                == status.at("/holds/wanted").asLong()
                        && status.at("/holds/wanted").asLong() > 0
                        && status.at("/holds/received").asLong()
                                == status.at("/holds/wanted").asLong();
            }
            return current;
        });
    }

    private static double seconds(Happening happening) throws Exception {
        var began = System.nanoTime();
        happening.happen();
        return (System.nanoTime() - began) / 1e9;
    }

    private interface Happening {
        void happen() throws Exception;
    }
}
