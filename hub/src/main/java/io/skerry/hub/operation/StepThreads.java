package io.skerry.hub.operation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Steps of operations, some at once, one of each operation. Threads of the system: a step that never ends and never waits would keep a virtual
 * thread's carrier from everyone else.
 */
final class StepThreads implements AutoCloseable {

    private static final int AT_ONCE = 8;
    private static final int MOST_GIVEN_UP = 8;

    private final Map<UUID, Step> steps = new ConcurrentHashMap<>();
    private final int atOnce;
    private final ThreadPoolExecutor threads;
    private int givenUp;

    StepThreads() {
        this(AT_ONCE);
    }

    StepThreads(int atOnce) {
        this.atOnce = atOnce;
        this.threads = new ThreadPoolExecutor(
                atOnce,
                atOnce,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("operation-step-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
    }

    /** One step that waits for a thread or runs. */
    private static final class Step {
        private final Runnable work;
        private volatile @Nullable Thread thread;
        private volatile long beganNanos;
        private volatile boolean again;
        private volatile boolean interrupted;
        private volatile boolean givenUp;

        private Step(Runnable work) {
            this.work = work;
        }

        private boolean runsLongerThan(Duration time) {
            return thread != null && System.nanoTime() - beganNanos > time.toNanos();
        }
    }

    /** Runs it as soon as there is a thread, unless the operation waits for one or has one already. */
    void run(UUID operation, Runnable work) {
        var step = new Step(work);
        if (steps.putIfAbsent(operation, step) != null) {
            return;
        }
        threads.execute(() -> {
            step.beganNanos = System.nanoTime();
            step.thread = Thread.currentThread();
            try {
                work.run();
            } finally {
                ended(operation, step);
            }
        });
    }

    /** Something changed: the steps that run now may have looked before it, and are run once more. Those that wait will see it anyway. */
    void lookAgain() {
        steps.values().stream().filter(step -> step.thread != null).forEach(step -> step.again = true);
    }

    private synchronized void ended(UUID operation, Step step) {
        step.thread = null;
        // What was meant for this step must not meet the next one of this thread.
        var ignored = Thread.interrupted();
        steps.remove(operation, step);
        if (step.givenUp) {
            resize(-1);
        }
        if (step.again && !threads.isShutdown()) {
            run(operation, step.work);
        }
    }

    /** Tells steps that take too long to end; returns the operations of those that did not, which get no thread's time any more. */
    synchronized List<UUID> overdue(Patience patience) {
        for (var step : steps.values()) {
            var thread = step.thread;
            if (thread != null && !step.interrupted && step.runsLongerThan(patience.step())) {
                step.interrupted = true;
                thread.interrupt();
            }
        }
        return steps.entrySet().stream()
                .filter(entry -> !entry.getValue().givenUp)
                .filter(entry -> entry.getValue().runsLongerThan(patience.step().plus(patience.grace())))
                .filter(_ -> givenUp < MOST_GIVEN_UP)
                .map(entry -> {
                    entry.getValue().givenUp = true;
                    resize(1);
                    return entry.getKey();
                })
                .toList();
    }

    /** A thread that is given up is made up for by another. */
    private void resize(int by) {
        givenUp += by;
        if (by > 0) {
            threads.setMaximumPoolSize(atOnce + givenUp);
            threads.setCorePoolSize(atOnce + givenUp);
        } else {
            threads.setCorePoolSize(atOnce + givenUp);
            threads.setMaximumPoolSize(atOnce + givenUp);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
