package io.skerry.edge.worker.probe;

import io.skerry.edge.runtime.WorkloadRuntime;
import io.skerry.edge.worker.instance.Instance;
import io.skerry.edge.worker.instance.Timings;
import io.skerry.model.application.Probe;
import io.skerry.model.error.Cause;
import io.skerry.model.error.LogKeys;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks one instance again and again and tells what changes, until it is closed. */
public final class Prober implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Prober.class);
    private static final Duration AFTER_ERROR = Duration.ofSeconds(1);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int LAST_LINES = 20;

    private final WorkloadRuntime runtime;
    private final Instance instance;
    private final Timings timings;
    private final Consumer<Finding> told;
    private final Asker asker;
    private final Thread readiness;
    private final Thread liveness;
    private @Nullable Cause lastWhy;
    private long lookedAt = System.nanoTime() - LOOK_EVERY.toNanos();
    private List<String> lastLines = List.of();
    private Set<Integer> listening = Set.of();

    /** Begins to ask; an instance that counts as ready falls only after as many failures as its probe says. */
    public Prober(WorkloadRuntime runtime, Instance instance, Timings timings, Consumer<Finding> told) {
        this.runtime = runtime;
        this.instance = instance;
        this.timings = timings;
        this.told = told;
        this.asker = new Asker(runtime, instance);
        this.readiness = thread("readiness", this::watchReadiness);
        this.liveness = thread("liveness", this::watchLiveness);
        liveness.start();
        readiness.start();
    }

    private Thread thread(String name, Interruptible work) {
        return Thread.ofVirtual().name(name + "-" + instance.id()).unstarted(() -> {
            try {
                while (!ended(work)) {
                    Thread.sleep(AFTER_ERROR);
                }
            } catch (InterruptedException _) {
                // Closed.
            }
        });
    }

    private boolean ended(Interruptible work) throws InterruptedException {
        try {
            awaitStartup();
            work.run();
            return true;
        } catch (RuntimeException e) {
            // A defect must not leave an instance unasked, nor be taken for an answer of it.
            LOG.atWarn()
                    .addKeyValue(LogKeys.INSTANCE, instance.id())
                    .addKeyValue(LogKeys.ERROR, e)
                    .log("probe failed; asked again");
            return false;
        }
    }

    private void awaitStartup() throws InterruptedException {
        var probes = instance.target().probes();
        var startup = probes == null ? null : probes.startup();
        if (startup == null || instance.history().wasReady()) {
            return;
        }
        var tally = tally(startup, false);
        while (!tally.isPassing()) {
            var answer = asker.ask(startup);
            tally = tally.answered(answer.good());
            if (tally.isFailing() && Thread.currentThread().equals(liveness)) {
                tell(new Finding.Sick(Diagnosis.sick("startup", answer, tally.failures())));
                return;
            }
            if (!tally.isPassing()) {
                Thread.sleep(period(startup));
            }
        }
    }

    private void watchReadiness() throws InterruptedException {
        var probes = instance.target().probes();
        var probe = probes == null ? null : probes.readiness();
        if (probe == null) {
            Thread.sleep(instance.ready() ? Duration.ZERO : timings.assumeReadyAfter());
            tell(new Finding.Ready());
            return;
        }
        var tally = tally(probe, instance.ready());
        var pause = timings.eagerProbe();
        var wasReady = instance.ready();
        while (true) {
            var answer = asker.ask(probe);
            var next = tally.answered(answer.good());
            if (next.isPassing() && !tally.isPassing()) {
                lastWhy = null;
                tell(new Finding.Ready());
            } else if (!answer.good() && !next.isPassing()) {
                explain(answer);
            }
            tally = next;
            wasReady |= tally.isPassing();
            // Until it passes for the first time somebody waits for it.
            pause = !wasReady ? longer(pause, period(probe)) : period(probe);
            Thread.sleep(pause);
        }
    }

    private static Duration longer(Duration pause, Duration most) {
        var next = pause.multipliedBy(5).dividedBy(4);
        return next.compareTo(most) < 0 ? next : most;
    }

    private void explain(Answer answer) {
        var now = System.nanoTime();
        if (now - lookedAt > LOOK_EVERY.toNanos()) {
            lookedAt = now;
            listening = answer.refused() == null ? Set.of() : runtime.listening(instance.id());
            lastLines = runtime.lastLines(instance.id(), LAST_LINES);
        }
        var why = Diagnosis.unready(instance, answer, listening, lastLines);
        if (!why.equals(lastWhy)) {
            lastWhy = why;
            tell(new Finding.Unready(why));
        }
    }

    private void watchLiveness() throws InterruptedException {
        var probes = instance.target().probes();
        var probe = probes == null ? null : probes.liveness();
        if (probe == null) {
            return;
        }
        var tally = tally(probe, true);
        while (true) {
            Thread.sleep(period(probe));
            var answer = asker.ask(probe);
            tally = tally.answered(answer.good());
            if (tally.isFailing()) {
                tell(new Finding.Sick(Diagnosis.sick("liveness", answer, tally.failures())));
                return;
            }
        }
    }

    private void tell(Finding finding) {
        if (!Thread.currentThread().isInterrupted()) {
            told.accept(finding);
        }
    }

    private static Tally tally(Probe probe, boolean passing) {
        var failures = Objects.requireNonNull(probe.failures());
        var successes = Objects.requireNonNull(probe.successes());
        return passing ? Tally.passing(failures, successes) : Tally.undecided(failures, successes);
    }

    private static Duration period(Probe probe) {
        return Objects.requireNonNull(probe.period()).duration();
    }

    @Override
    public void close() {
        readiness.interrupt();
        liveness.interrupt();
    }

    @FunctionalInterface
    private interface Interruptible {
        void run() throws InterruptedException;
    }
}
