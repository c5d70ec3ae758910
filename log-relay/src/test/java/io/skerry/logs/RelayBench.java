package io.skerry.logs;

import io.skerry.logs.tail.LogTail;
import io.skerry.model.log.LogLine;
import io.skerry.testkit.patience.Eventually;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/** Takes the figures of BENCHMARKS.md. Run by hand with an empty folder and what to measure: idle,idle-many,latency,flood,query. */
final class RelayBench {

    private static final int LINES = 5_000_000;
    private static final Duration LONG = Duration.ofMinutes(1);

    private final Path folder;

    private RelayBench(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        var folder = Path.of(arguments[0]);
        for (var what : arguments[1].split(",", -1)) {
            var bench = new RelayBench(Files.createDirectories(folder.resolve(what)));
            switch (what) {
                case "idle" -> bench.idle(100);
                case "idle-many" -> bench.idle(1000);
                case "latency" -> bench.latency();
                case "flood" -> bench.flood();
                case "query" -> bench.query();
                default -> throw new IllegalArgumentException(what);
            }
        }
        System.out.println(memory());
    }

    private void idle(int streams) throws Exception {
        for (int i = 0; i < streams; i++) {
            OutputWriter.instance(folder, "c" + i % 100, "i" + i).lines("up");
        }
        try (var relay = RelayRole.start(RelaySettings.of(folder))) {
            Answers.count(relay, Queries.all(), streams);
            TimeUnit.SECONDS.sleep(5);
            var before = cpu();
            TimeUnit.SECONDS.sleep(20);
            double percent = cpu().minus(before).toNanos() / 20e9 * 100;
            report(String.format(Locale.ROOT, "idle with %d streams: %.2f %% of a core", streams, percent));
        }
    }

    private void latency() throws Exception {
        try (var relay = RelayRole.start(RelaySettings.of(folder));
                var tail = relay.tail(Queries.following(Queries.of("web")))) {
            var web = OutputWriter.instance(folder, "web", "a1").lines("warm");
            Answers.next(tail, 1);
            var busy = Thread.ofPlatform().start(() -> stamps(web, 10_000, 1_000_000));
            reportDelays("1,000 lines/s", delays(tail, 10_000));
            busy.join();
            TimeUnit.SECONDS.sleep(3);
            var rare = Thread.ofPlatform().start(() -> stamps(web, 40, 537_000_000));
            reportDelays("a line now and then", delays(tail, 40));
            rare.join();
            var delays = new long[20];
            for (int i = 0; i < delays.length; i++) {
                OutputWriter.instance(folder, "web", "n" + i).lines(Long.toString(System.nanoTime()));
                var line = Answers.next(tail, 1).getFirst();
                delays[i] = System.nanoTime() - Long.parseLong(line.text());
                TimeUnit.MILLISECONDS.sleep(300 + i * 7);
            }
            reportDelays("first line of a new stream", delays);
        }
    }

    private static void stamps(OutputWriter output, int count, long everyNanos) {
        long next = System.nanoTime();
        for (int i = 0; i < count; i++) {
            next += everyNanos;
            while (System.nanoTime() < next) {
                LockSupport.parkNanos(next - System.nanoTime());
            }
            output.lines(Long.toString(System.nanoTime()));
        }
    }

    private static long[] delays(LogTail tail, int count) throws Exception {
        var delays = new long[count];
        int filled = 0;
        while (filled < count) {
            for (LogLine line : tail.next(count - filled, LONG)) {
                delays[filled++] = System.nanoTime() - Long.parseLong(line.text());
            }
        }
        return delays;
    }

    private void flood() throws Exception {
        var web = OutputWriter.instance(folder, "web", "a1");
        var line = "2026-11-22T12:00:00Z INFO request served path=/things/%07d status=200 took=12ms from=10.0.0.1\n";
        int bytes = 0;
        for (int start = 0; start < LINES; start += 10_000) {
            var text = new StringBuilder();
            for (int i = start; i < start + 10_000; i++) {
                text.append(line.replace("%07d", String.format(Locale.ROOT, "%07d", i)));
            }
            bytes += text.length();
            web.bytes(text.toString().getBytes(StandardCharsets.UTF_8));
        }
        web.lines("done");
        long start = System.nanoTime();
        var cpu = cpu();
        try (var relay = RelayRole.start(RelaySettings.of(folder).taking(1L << 40))) {
            while (!last(relay).equals("done")) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            report(String.format(
                    Locale.ROOT,
                    "collected %,d lines, %d MiB in %.2f s: %,.0f lines/s, %.0f MiB/s (cpu %.2f s)",
                    LINES,
                    bytes >> 20,
                    seconds,
                    LINES / seconds,
                    bytes / seconds / (1 << 20),
                    cpu().minus(cpu).toNanos() / 1e9));
            start = System.nanoTime();
            cpu = cpu();
            int read = 0;
            try (var tail = relay.tail(Queries.of("web"))) {
                while (!tail.ended()) {
                    read += tail.next(1000, LONG).size();
                }
            }
            seconds = (System.nanoTime() - start) / 1e9;
            report(String.format(
                    Locale.ROOT,
                    "read back %,d lines in %.2f s: %,.0f lines/s (cpu %.2f s)",
                    read,
                    seconds,
                    read / seconds,
                    cpu().minus(cpu).toNanos() / 1e9));
        }
    }

    private void query() throws Exception {
        try (var relay = RelayRole.start(RelaySettings.of(folder).taking(1L << 40))) {
            for (int i = 0; i < 200; i++) {
                OutputWriter.instance(folder, "quiet", "q1").lines("quiet " + i);
                var others = IntStream.range(0, 5_000)
                        .mapToObj(n -> "GET /things/" + n + " 200 some words about what happened here")
                        .toArray(String[]::new);
                OutputWriter.instance(folder, "noisy", "n" + i % 20).lines(others);
                int count = i + 1;
                Eventually.await("all is answered", () -> answer(relay, "quiet", 1000) == count);
            }
            Eventually.await("all is answered", () -> answer(relay, "noisy", 50_000) == 1_000_000);
            for (int tail : new int[] {100, 10}) {
                var times = new long[1000];
                for (int i = 0; i < times.length; i++) {
                    long start = System.nanoTime();
                    answer(relay, "quiet", tail);
                    times[i] = System.nanoTime() - start;
                }
                reportDelays("tail=" + tail + " of one component among a million lines of others", times);
            }
        }
    }

    private static int answer(RelayRole relay, String component, int last) {
        try (var tail = relay.tail(Queries.tail(component, last))) {
            int count = 0;
            while (!tail.ended()) {
                count += tail.next(1000, Duration.ZERO).size();
            }
            return count;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String last(RelayRole relay) throws InterruptedException {
        var lines = Answers.answer(relay, Queries.tail("web", 1));
        return lines.isEmpty() ? "" : lines.getFirst().text();
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static String memory() throws Exception {
        System.gc();
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("RssAnon")).findFirst().orElse("");
        }
    }

    private static void reportDelays(String what, long[] nanos) {
        Arrays.sort(nanos);
        report(String.format(
                Locale.ROOT,
                "%s: p50 %.2f ms, p99 %.2f ms, most %.2f ms",
                what,
                nanos[nanos.length / 2] / 1e6,
                nanos[nanos.length * 99 / 100] / 1e6,
                nanos[nanos.length - 1] / 1e6));
    }

    private static void report(String line) {
        System.out.println(line);
    }
}
