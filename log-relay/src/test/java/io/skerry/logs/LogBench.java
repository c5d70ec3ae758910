package io.skerry.logs;

import io.skerry.logs.tail.LogTail;
import io.skerry.model.log.LogLevel;
import io.skerry.model.log.LogMatch;
import io.skerry.model.log.LogQuery;
import io.skerry.model.log.LogStream;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.testkit.patience.Eventually;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** What {@code ./skerry bench logs} runs: {@code kills}, {@code forward}, {@code flood} or {@code search}, each with a folder. */
final class LogBench {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final long PLENTY = 4L << 30;
    private static final int INSTANCES = 20;
    private static final int LINES_AT_ONCE = 10;
    private static final int TICK_MILLIS = 10;

    private final Path folder;

    private LogBench(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        var bench = new LogBench(Files.createDirectories(Path.of(arguments[1])));
        switch (arguments[0]) {
            case "kills" -> bench.kills(Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
            case "forward" -> bench.forward(Integer.parseInt(arguments[2]));
            case "flood" -> bench.flood();
            case "search" -> bench.search(Integer.parseInt(arguments[2]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private RelaySettings settings() {
        return RelaySettings.of(folder).keeping(PLENTY, Duration.ofDays(1)).taking(1L << 40);
    }

    /** Numbered lines of 20 instances at 20,000 a second, while the relay is killed again and again. */
    private void kills(int lines, int kills) throws Exception {
        long seed = System.nanoTime();
        var random = new Random(seed);
        int ticks = lines / INSTANCES / LINES_AT_ONCE;
        long every = (long) ticks * TICK_MILLIS / kills;
        long begun = System.nanoTime();
        try (var writers = new Writers(folder);
                var clock = Executors.newSingleThreadScheduledExecutor()) {
            var writing = clock.scheduleAtFixedRate(() -> writers.tick(ticks), 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
            for (int kill = 0; kill < kills; kill++) {
                var relay = new ProcessBuilder(RelayProcess.command(RelayProcess.class, folder))
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
                if (relay.waitFor(every / 2 + random.nextLong(every), TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("the relay ended by itself");
                }
                relay.destroyForcibly().waitFor();
            }
            writers.awaitEnd(ticks);
            writing.cancel(false);
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        try (var relay = RelayRole.start(settings())) {
            var found = new Found();
            for (int i = 0; i < INSTANCES; i++) {
                found.add(relay, "i" + i, ticks * LINES_AT_ONCE);
            }
            report(String.format(
                    Locale.ROOT,
                    "%,d lines of %d instances in %.1f s (%,.0f a second), %d kills: %d lost, %d doubled, %d out of order (seed %d)",
                    lines,
                    INSTANCES,
                    seconds,
                    lines / seconds,
                    kills,
                    found.lost,
                    found.doubled,
                    found.disordered,
                    seed));
            if (found.lost + found.doubled + found.disordered > 0) {
                System.exit(1);
            }
        }
    }

    /** Collects what lies there and sends every line on over TCP, until it is ended. */
    private void forward(int port) throws Exception {
        try (var relay = RelayRole.start(settings());
                var tail = relay.tail(Queries.following(Queries.all()));
                var socket = new Socket(InetAddress.getLoopbackAddress(), port);
                var out = new BufferedOutputStream(socket.getOutputStream(), 64 << 10)) {
            while (true) {
                send(tail, out);
            }
        }
    }

    private static void send(LogTail tail, OutputStream out) throws IOException, InterruptedException {
        for (var line : tail.next(1000, Duration.ofMillis(200))) {
            out.write(line.text().getBytes(StandardCharsets.UTF_8));
            out.write('\n');
        }
        out.flush();
    }

    /** How long another tenant's lines take while one writes 50 MB a second, and while none does. */
    private void flood() throws Exception {
        var noise = new ComponentRef(new TenantName("loud"), "noise", "web");
        var loud = OutputWriter.of(folder, LogStream.instance(noise, "n1"));
        var web = OutputWriter.instance(folder, "web", "a1").lines("warm");
        var piece = ("x".repeat(249) + "\n").repeat(2_000);
        try (var relay = RelayRole.start(RelaySettings.of(folder));
                var tail = relay.tail(Queries.following(Queries.of("web")));
                var clock = Executors.newScheduledThreadPool(2)) {
            Answers.next(tail, 1);
            var quiet = clock.scheduleAtFixedRate(
                    () -> web.lines(Long.toString(System.nanoTime())), 0, 5, TimeUnit.MILLISECONDS);
            delays(tail, 1_000);
            var alone = delays(tail, 2_000);
            var flood = clock.scheduleAtFixedRate(() -> loud.text(piece), 0, TICK_MILLIS, TimeUnit.MILLISECONDS);
            var beside = delays(tail, 2_000);
            flood.cancel(false);
            quiet.cancel(false);
            var asked =
                    new LogQuery(noise.applicationRef(), LogStream.Origin.INSTANCE, null, null, false, null, 1, false);
            var last = Answers.count(relay, asked, 1).getFirst();
            report(String.format(
                    Locale.ROOT,
                    "200 lines a second of one tenant, p50 / p99: alone %.1f / %.1f ms, beside 50 MB a second of another"
                            + " %.1f / %.1f ms; taken of the other by then: line %,d",
                    alone[1_000] / 1e6,
                    alone[1_980] / 1e6,
                    beside[1_000] / 1e6,
                    beside[1_980] / 1e6,
                    last.number()));
        }
    }

    private static long[] delays(LogTail tail, int count) throws InterruptedException {
        var delays = new long[count];
        int filled = 0;
        while (filled < count) {
            for (var line : tail.next(count - filled, LONG)) {
                if (line.dropped() != null) {
                    throw new IllegalStateException(line.dropped() + " lines of the quiet one were dropped");
                }
                delays[filled++] = System.nanoTime() - Long.parseLong(line.text());
            }
        }
        Arrays.sort(delays);
        return delays;
    }

    /** A buffer of so many mebibytes, and the time until the first hit of several searches, the only one near its end. */
    private void search(int mebibytes) throws Exception {
        var web = OutputWriter.instance(folder, "web", "a1");
        try (var relay = RelayRole.start(settings())) {
            int number = 0;
            for (int i = 0; i < mebibytes; i++) {
                var text = new StringBuilder();
                while (text.length() < 1 << 20) {
                    text.append(String.format(
                            Locale.ROOT,
                            "{\"time\":\"2026-11-22T12:00:00Z\",\"level\":\"info\",\"msg\":\"request served\",\"path\":\"/things/%07d\",\"status\":200,\"ms\":%d}%n",
                            number,
                            number++ % 97));
                }
                web.text(text.toString());
                if (i == mebibytes - mebibytes / 20) {
                    web.lines("{\"level\":\"error\",\"msg\":\"payment refused\",\"order\":\"zq-7714\"}");
                }
            }
            web.lines("the end");
            while (!last(relay).equals("the end")) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
            report(String.format(
                    Locale.ROOT,
                    "search over %d MiB, %,d lines; until the first hit, of 5: median (most)",
                    mebibytes,
                    number));
            first(relay, "text 'payment refused'", new LogMatch("payment refused", null, null, null));
            first(relay, "regex 'order.*zq-[0-9]+'", new LogMatch(null, "order.*zq-[0-9]+", null, null));
            first(relay, "field order=zq-7714", new LogMatch(null, null, Map.of("order", "zq-7714"), null));
            first(relay, "text that is nowhere, to the end", new LogMatch("no such words", null, null, null));
            first(relay, "level error", new LogMatch(null, null, null, LogLevel.ERROR));
        }
    }

    private static void first(RelayRole relay, String what, LogMatch match) throws InterruptedException {
        var times = new long[5];
        for (int round = 0; round < times.length; round++) {
            long start = System.nanoTime();
            try (var tail = relay.tail(Queries.of("web").matching(match))) {
                while (!tail.ended() && tail.next(1, LONG).isEmpty()) {
                    Thread.onSpinWait();
                }
            }
            times[round] = System.nanoTime() - start;
        }
        Arrays.sort(times);
        report(String.format(Locale.ROOT, "  %-40s %6.0f ms (%.0f)", what, times[2] / 1e6, times[4] / 1e6));
    }

    private static String last(RelayRole relay) throws InterruptedException {
        var lines = Answers.answer(relay, Queries.tail("web", 1));
        return lines.isEmpty() ? "" : lines.getFirst().text();
    }

    private static void report(String line) {
        System.out.println(line);
    }

    /** What came of the lines that were written. */
    private static final class Found {

        private int lost;
        private int doubled;
        private int disordered;

        void add(RelayRole relay, String id, int written) throws InterruptedException {
            var times = new int[written];
            int highest = -1;
            Answers.lines(
                    relay,
                    Queries.tail("web", 1),
                    last -> last.stream()
                            .anyMatch(line -> line.stream().id().equals(id) && number(line.text()) == written - 1));
            for (var line : Answers.answer(relay, Queries.instance(id))) {
                int number = number(line.text());
                times[number]++;
                disordered += number < highest ? 1 : 0;
                highest = Math.max(highest, number);
            }
            for (int count : times) {
                lost += count == 0 ? 1 : 0;
                doubled += Math.max(0, count - 1);
            }
        }

        private static int number(String text) {
            return Integer.parseInt(text.split(" ", 3)[1]);
        }
    }

    /** All instances, their files kept open as instances do. */
    private static final class Writers implements AutoCloseable {

        private final List<FileChannel> files = new ArrayList<>();
        private volatile int done;

        Writers(Path folder) throws IOException {
            for (int i = 0; i < INSTANCES; i++) {
                var file = OutputWriter.instance(folder, "web", "i" + i).file();
                Files.createDirectories(file.getParent());
                files.add(FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
            }
        }

        void tick(int ticks) {
            int tick = done;
            if (tick == ticks) {
                return;
            }
            for (int i = 0; i < INSTANCES; i++) {
                var text = Numbered.lines("i" + i, tick * LINES_AT_ONCE, (tick + 1) * LINES_AT_ONCE);
                try {
                    var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
                    while (bytes.hasRemaining()) {
                        files.get(i).write(bytes);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            done = tick + 1;
        }

        void awaitEnd(int ticks) {
            Eventually.await(LONG.multipliedBy(10), "all is written", () -> done == ticks);
        }

        @Override
        public void close() throws IOException {
            for (var file : files) {
                file.close();
            }
        }
    }
}
