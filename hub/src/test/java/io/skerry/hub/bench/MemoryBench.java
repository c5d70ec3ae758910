package io.skerry.hub.bench;

import io.skerry.hub.bench.load.Latencies;
import io.skerry.hub.endtoend.Installation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the platform's processes hold while nothing happens, and how long a word of the command line takes then. */
final class MemoryBench {

    private static final double BYTES_PER_KIB = 1024;
    private static final double BYTES_PER_MB = 1e6;
    private static final double PS_MILLIS = 400;

    private final Report report;
    private final Installation skerry;

    private MemoryBench(Report report, Installation skerry) {
        this.report = report;
        this.skerry = skerry;
    }

    /** Runs it; see {@code ./skerry bench memory}. */
    public static void main(String[] words) throws Exception {
        var options = Options.read(words, Map.of("idle", "60", "times", "10"));
        var report = Report.begin("memory", options);
        try (var folder = BenchFolder.make();
                var skerry = folder.up()) {
            new LoadedApplication(skerry, folder.path(), Ledger.in(folder.path())).deploy("A");
            Thread.sleep(options.seconds("idle"));
            var bench = new MemoryBench(report, skerry);
            bench.memory();
            bench.ps(options.number("times"));
        }
        System.exit(report.end());
    }

    private void memory() throws IOException {
        var aims = new ArrayList<Runnable>();
        report.row("process", "RssAnon MB", "RSS MB");
        for (var part : List.of(
                new Part("hub", 330),
                new Part("east-agent", 220),
                new Part("west-agent", 220),
                new Part("east-gateway", 250),
                new Part("west-gateway", 250))) {
            var pids = List.of(skerry.pid(part.name()));
            var anonymous = megabytes(pids, "RssAnon");
            report.row(part.name(), anonymous, megabytes(pids, "VmRSS"));
            aims.add(() -> report.aim(
                    anonymous <= part.most(),
                    "RssAnon of %s ≤ %d MB: %.1f".formatted(part.name(), part.most(), anonymous)));
        }
        var server = ProcessHandle.of(skerry.pid("database")).orElseThrow();
        var database = Stream.concat(Stream.of(server), server.descendants())
                .map(ProcessHandle::pid)
                .toList();
        report.row(
                "PostgreSQL, " + database.size() + " processes",
                megabytes(database, "RssAnon"),
                megabytes(database, "VmRSS"));
        report.table();
        aims.forEach(Runnable::run);
    }

    /** The word as a user says it, from the launcher's start to its end, once its start-up cache is there. */
    private void ps(int times) throws Exception {
        var cache = Path.of(System.getenv().getOrDefault("XDG_CACHE_HOME", System.getenv("HOME") + "/.cache"))
                .resolve("skerry/cli");
        skerry.succeed("ps");
        Installation.await("the command line has its start-up cache", () -> hasCache(cache));
        var nanos = new ArrayList<Long>();
        for (var i = 0; i < times; i++) {
            var start = System.nanoTime();
            skerry.succeed("ps");
            nanos.add(System.nanoTime() - start);
        }
        var median = Latencies.of(nanos).p50();
        report.aim(median <= PS_MILLIS, "ps ≤ 0.4 s, median of %d: %.2f s".formatted(times, median / 1e3));
    }

    /** Whether there is one that is newer than the program. */
    private static boolean hasCache(Path folder) throws IOException {
        var built = Files.getLastModifiedTime(Path.of("cli/target/skerry.jar"));
        try (var files = Files.newDirectoryStream(folder, "*.aot")) {
            for (var file : files) {
                if (Files.getLastModifiedTime(file).compareTo(built) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    private static double megabytes(List<Long> pids, String line) throws IOException {
        var kib = 0L;
        for (var pid : pids) {
            kib += Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(each -> each.startsWith(line + ":"))
                    .mapToLong(each -> Long.parseLong(each.replaceAll("\\D", "")))
                    .sum();
        }
        return kib * BYTES_PER_KIB / BYTES_PER_MB;
    }

    private record Part(String name, int most) {}
}
