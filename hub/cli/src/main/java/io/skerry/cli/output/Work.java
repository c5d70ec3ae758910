package io.skerry.cli.output;

import io.skerry.cli.fault.CliFault;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** Steps done by this process, shown as they go; several may run at once. */
public final class Work {

    private final Progress progress;
    private final Clock clock;
    private final Map<String, Step> steps = new LinkedHashMap<>();

    /** Work shown on that progress. */
    public Work(Progress progress, Clock clock) {
        this.progress = progress;
        this.clock = clock;
    }

    /**
     * Does one step.
     *
     * @param where the data center, or {@code hub}
     * @param note a few words to show meanwhile, {@code ""} for none
     * @param task returns a few words about how it went
     */
    public void step(String where, String name, String note, Supplier<String> task) {
        var started = new Step(where, name, "running", clock.instant(), null, note);
        put(started);
        try {
            put(ended(started, "succeeded", task.get()));
        } catch (CliFault e) {
            put(ended(started, "failed", e.sentence()));
            throw e;
        }
    }

    /** Does tasks at once; all are let end, then the first that failed is told. */
    public void together(List<Runnable> tasks) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = tasks.stream().map(threads::submit).toList();
            for (var task : running) {
                task.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof CliFault fault ? fault : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliFault.failed("interrupted", null);
        }
    }

    private Step ended(Step started, String state, String message) {
        return new Step(started.where(), started.name(), state, started.startedAt(), clock.instant(), message);
    }

    private synchronized void put(Step step) {
        steps.put(step.key(), step);
        progress.show(List.copyOf(steps.values()));
    }
}
