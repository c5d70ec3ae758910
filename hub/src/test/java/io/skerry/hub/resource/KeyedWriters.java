package io.skerry.hub.resource;

import io.skerry.hub.TestHub;
import io.skerry.testkit.patience.Eventually;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** Callers who create applications, each with a key, and repeat whatever was not answered until it is. */
final class KeyedWriters {

    private static final int WRITERS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final TestHub hub;
    private final String prefix;
    private final AtomicInteger number = new AtomicInteger();
    private final Queue<String> made = new ConcurrentLinkedQueue<>();
    private final Queue<String> failed = new ConcurrentLinkedQueue<>();
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final AtomicInteger repeated = new AtomicInteger();
    private final AtomicLong firstTrouble = new AtomicLong(Long.MAX_VALUE);
    private final AtomicLong lastTrouble = new AtomicLong(Long.MIN_VALUE);
    private final AtomicBoolean stopped = new AtomicBoolean();
    private List<Thread> writers = List.of();

    KeyedWriters(TestHub hub, String prefix) {
        this.hub = hub;
        this.prefix = prefix;
    }

    /** Begins to create, until as many are made or {@link #stop} is called. */
    KeyedWriters start(int count) {
        writers = IntStream.range(0, WRITERS)
                .mapToObj(_ -> Thread.startVirtualThread(() -> {
                    for (var next = number.incrementAndGet();
                            next <= count && !stopped.get();
                            next = number.incrementAndGet()) {
                        create(prefix + next);
                    }
                }))
                .toList();
        return this;
    }

    /** Lets everyone finish what it has begun. */
    void stop() throws InterruptedException {
        stopped.set(true);
        join();
    }

    /** Waits until all are made. */
    void join() throws InterruptedException {
        for (var writer : writers) {
            writer.join();
        }
    }

    void awaitMore(int count) {
        var goal = made.size() + count;
        Eventually.await("work goes on", () -> made.size() >= goal);
    }

    private void create(String name) {
        var began = System.nanoTime();
        for (var end = began + PATIENCE.toNanos(); System.nanoTime() < end; repeated.incrementAndGet()) {
            if (answered(name)) {
                nanos.add(System.nanoTime() - began);
                return;
            }
            firstTrouble.accumulateAndGet(System.nanoTime(), Math::min);
            lastTrouble.accumulateAndGet(System.nanoTime(), Math::max);
        }
        failed.add(name + ": no answer in " + PATIENCE);
    }

    private boolean answered(String name) {
        try {
            var body = "{\"name\": \"" + name + "\", \"spec\": {}}";
            var answer = hub.post("/api/v1/tenants/acme/applications", body, "Idempotency-Key", name);
            if (answer.status() == 503) {
                return false;
            }
            (answer.status() == 201 ? made : failed).add(answer.status() == 201 ? name : name + ": " + answer);
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    Queue<String> made() {
        return made;
    }

    /** What was refused, or never answered. */
    Queue<String> failed() {
        return failed;
    }

    /** How often a caller had to come again. */
    int repeated() {
        return repeated.get();
    }

    /** From the first answer that was none to the last. */
    Duration trouble() {
        return repeated.get() == 0 ? Duration.ZERO : Duration.ofNanos(lastTrouble.get() - firstTrouble.get());
    }

    /** For how long after a moment there still were answers that were none. */
    Duration troubleAfter(long momentNanos) {
        return Duration.ofNanos(Math.max(0, repeated.get() == 0 ? 0 : lastTrouble.get() - momentNanos));
    }

    /** In milliseconds; a creation that was repeated counts from its first try. */
    double p99() {
        var sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return sorted[(int) (sorted.length * 0.99)] / 1e6;
    }
}
