package io.skerry.hub.bench;

import io.skerry.hub.simulation.Simulator;
import io.skerry.hub.simulation.Simulator.Outcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** Many stories of hubs and data centers in trouble, each from a seed: how many keep the invariants, and how fast they converge. */
final class SimulatorBench {

    private static final int AIM_SECONDS = 7_200;
    private static final double NANOS = 1e9;

    private final long last;
    private final AtomicLong next;
    private final List<Outcome> outcomes = Collections.synchronizedList(new ArrayList<>());
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());

    private SimulatorBench(long first, long count) {
        this.next = new AtomicLong(first);
        this.last = first + count - 1;
    }

    /** Runs it; see {@code ./skerry bench simulator}. */
    public static void main(String[] words) throws Exception {
        var cores = Runtime.getRuntime().availableProcessors();
        var options = Options.read(
                words, Map.of("seeds", "20000", "from", "1", "threads", String.valueOf(cores), "failures", "10"));
        var report = Report.begin("simulator", options);
        Simulator.quiet(true);
        var bench = new SimulatorBench(options.number("from"), options.number("seeds"));
        var began = System.nanoTime();
        bench.run(options.number("threads"), options.number("failures"), report);
        bench.tell(report, (System.nanoTime() - began) / NANOS, options.number("seeds"));
        System.exit(report.end());
    }

    private void run(int threads, int mostFailures, Report report) {
        try (var workers = Executors.newFixedThreadPool(threads)) {
            for (var i = 0; i < threads; i++) {
                workers.execute(() -> {
                    for (var seed = next.getAndIncrement();
                            seed <= last && failures.size() < mostFailures;
                            seed = next.getAndIncrement()) {
                        one(seed, report);
                    }
                });
            }
        }
    }

    private void one(long seed, Report report) {
        try {
            outcomes.add(Simulator.run(seed));
        } catch (AssertionError e) {
            failures.add(String.valueOf(e.getMessage()));
            report.say(String.valueOf(e.getMessage()));
        }
    }

    private void tell(Report report, double seconds, int wanted) {
        var converged = outcomes.stream()
                .mapToLong(Outcome::convergedMillis)
                .sorted()
                .boxed()
                .toList();
        var events = outcomes.stream().mapToLong(Outcome::events).sum();
        report.row("seeds", "seconds", "seeds/s", "events", "failed", "converged p50 ms", "p99 ms", "max ms");
        report.row(
                outcomes.size() + failures.size(),
                seconds,
                outcomes.size() / seconds,
                events,
                failures.size(),
                at(converged, 0.5),
                at(converged, 0.99),
                at(converged, 1));
        report.table();
        report.aim(failures.isEmpty() && outcomes.size() == wanted, "every seed keeps the invariants");
        report.aim(
                seconds * 20_000 / Math.max(1, outcomes.size()) <= AIM_SECONDS,
                "20,000 seeds take at most two hours at this pace");
    }

    private static long at(List<Long> sorted, double part) {
        return sorted.isEmpty() ? 0 : sorted.get((int) Math.min(sorted.size() - 1L, Math.round(part * sorted.size())));
    }
}
