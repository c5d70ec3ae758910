package io.skerry.store.bench;

import io.skerry.store.Change;
import io.skerry.store.EdgeStore;
import io.skerry.store.EdgeStores;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Prints the figures of BENCHMARKS.md. Arguments: a folder on the disk to measure. */
final class StoreBenchmark {

    private static final int PUTS = 2000;
    private static final int GETS = 20_000;
    private static final int WRITERS = 16;
    private static final Duration RUN = Duration.ofSeconds(5);
    private static final byte[] VALUE = new byte[256];
    private static final PrintStream OUT = System.out;

    private StoreBenchmark() {}

    public static void main(String[] args) throws Exception {
        var folder = Files.createTempDirectory(Path.of(args[0]), "store-benchmark");
        OUT.printf(
                "%-44s %s%n",
                "load average", Files.readString(Path.of("/proc/loadavg")).trim());
        print("one 4 KiB write and fdatasync of the disk", syncs(folder));
        try (var owner = EdgeStores.open(folder);
                var client = EdgeStores.connect(folder)) {
            measure("embedded", owner);
            measure("socket", client);
            OUT.printf("%-44s %s%n", "anonymous memory of this process", memory());
        }
    }

    private static void measure(String name, EdgeStore store) throws InterruptedException {
        latencies(PUTS / 4, () -> store.put("warm/up", VALUE));
        print(name + ": put, one writer", latencies(PUTS, () -> store.put("one/writer", VALUE)));
        print(name + ": get, one reader", latencies(GETS, () -> store.get("one/writer")));
        print(name + ": put until a watch hears it", watched(store));
        OUT.printf("%-44s %,d txn/s%n", name + ": put, 16 writers", throughput(store));
    }

    private static long[] watched(EdgeStore store) {
        var heard = new AtomicLong();
        try (var _ = store.watch("watched/", store.revision(), new Listener(heard))) {
            return latencies(PUTS, () -> {
                var revision = store.put("watched/key", VALUE);
                while (heard.get() < revision) {
                    Thread.onSpinWait();
                }
            });
        }
    }

    private static long throughput(EdgeStore store) throws InterruptedException {
        var done = new AtomicLong();
        var until = System.nanoTime() + RUN.toNanos();
        var writers = new ArrayList<Thread>();
        for (var w = 0; w < WRITERS; w++) {
            var key = "writer/" + w;
            writers.add(Thread.ofVirtual().start(() -> {
                while (System.nanoTime() < until) {
                    store.put(key, VALUE);
                    done.incrementAndGet();
                }
            }));
        }
        for (var writer : writers) {
            writer.join();
        }
        return done.get() / RUN.toSeconds();
    }

    private static long[] syncs(Path folder) throws IOException {
        try (var file =
                FileChannel.open(folder.resolve("sync"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            return latencies(PUTS / 4, () -> {
                try {
                    file.write(ByteBuffer.allocate(4096));
                    file.force(false);
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
        }
    }

    private static long[] latencies(int times, Runnable work) {
        var nanos = new long[times];
        for (var i = 0; i < times; i++) {
            var start = System.nanoTime();
            work.run();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static void print(String name, long[] nanos) {
        OUT.printf(
                "%-44s p50 %.3f ms, p99 %.3f ms%n",
                name, nanos[nanos.length / 2] / 1e6, nanos[nanos.length * 99 / 100] / 1e6);
    }

    private static String memory() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("RssAnon")).findFirst().orElse("unknown");
        }
    }

    private record Listener(AtomicLong heard) implements EdgeStore.WatchListener {

        @Override
        public void changed(long revision, List<Change> changes) {
            heard.set(revision);
        }

        @Override
        public void compacted(long oldestRevision) {
            throw new IllegalStateException("compacted");
        }
    }
}
