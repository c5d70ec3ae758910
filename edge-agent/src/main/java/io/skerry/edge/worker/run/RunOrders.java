package io.skerry.edge.worker.run;

import io.skerry.edge.runtime.WorkloadRuntime;
import io.skerry.edge.worker.launch.Launcher;
import io.skerry.edge.worker.port.PortLedger;
import io.skerry.edge.worker.port.Relays;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.LogKeys;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.run.RunOrder;
import io.skerry.model.run.RunResult;
import io.skerry.store.EdgeStore;
import io.skerry.store.StoreException;
import io.skerry.store.queue.Claim;
import io.skerry.store.queue.OrderQueue;
import io.skerry.store.value.Values;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the orders of the queue {@code run}; each is driven by a thread of its own. */
public final class RunOrders implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunOrders.class);
    private static final Duration TTL = Duration.ofSeconds(15);
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final Duration ENDING = Duration.ofSeconds(5);

    private final EdgeStore store;
    private final OneOffs oneOffs;
    private final Duration retryStore;
    private final InstantSource time;
    private final OrderQueue queue;
    private final RunAnswers answers;
    private final RunCancels cancels;
    private final RunDesk desk;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * Begins to take orders.
     *
     * @param oneOffs those of an earlier agent among them
     * @param retryStore how long to wait before something is tried again
     */
    public RunOrders(
            EdgeStore store,
            WorkloadRuntime runtime,
            Launcher launcher,
            PortLedger ports,
            Relays relays,
            OneOffs oneOffs,
            InstantSource time,
            Duration retryStore) {
        this.store = store;
        this.oneOffs = oneOffs;
        this.retryStore = retryStore;
        this.time = time;
        this.queue = new OrderQueue(store, RunOrder.QUEUE, TTL);
        this.answers = new RunAnswers(store);
        this.cancels = new RunCancels(store, answers, retryStore);
        this.desk = new RunDesk(
                new RunDesk.Parts(runtime, launcher, ports, relays, oneOffs, answers, cancels, time, retryStore));
        stopOrphans();
        begin("run-orders", this::take);
    }

    private void stopOrphans() {
        var ordered = store.list(EdgeKey.order(RunOrder.QUEUE, "")).entries().stream()
                .filter(entry -> entry.key().chars().filter(c -> c == '/').count() == 2)
                .map(entry -> Values.read(entry.value(), RunOrder.class).instance())
                .collect(Collectors.toSet());
        oneOffs.all().stream()
                .filter(one -> !ordered.contains(one.launch().instance()))
                .forEach(orphan -> begin("run-" + orphan.launch().instance(), () -> desk.stop(orphan)));
    }

    private void take() throws InterruptedException {
        while (!closed) {
            try {
                var claim = queue.take(PATIENCE);
                if (claim != null) {
                    begin("run-" + claim.id(), () -> handle(claim));
                }
            } catch (StoreException e) {
                LOG.atInfo().addKeyValue(LogKeys.ERROR, e.getMessage()).log("run orders not read; tried again");
                Thread.sleep(retryStore);
            }
        }
    }

    private void handle(Claim claim) throws InterruptedException {
        var thread = Thread.currentThread();
        claim.onLost(thread::interrupt);
        try (claim) {
            var order = read(claim);
            var end = order == null
                    ? Optional.of(RunEnd.refused(Cause.of(
                            ErrorCode.MALFORMED, "This agent does not understand the order.", "Bring it up to date.")))
                    : desk.drive(claim, order);
            if (end.isPresent() && settle(claim, order, end.get()) && order != null) {
                desk.tidy(order.instance());
            }
        }
    }

    private static @Nullable RunOrder read(Claim claim) {
        try {
            return claim.order(RunOrder.class);
        } catch (StoreException e) {
            LOG.atWarn().setCause(e).addKeyValue(LogKeys.COMMAND, claim.id()).log("a run's order cannot be read");
            return null;
        }
    }

    /** Until the store took it, or the order is somebody else's; false then. */
    private boolean settle(Claim claim, @Nullable RunOrder order, RunEnd end) throws InterruptedException {
        while (true) {
            try {
                return claim.done(
                        RunAnswers.end(claim.id(), order == null ? null : result(claim, order, end), end.cause()));
            } catch (StoreException e) {
                LOG.atInfo().addKeyValue(LogKeys.ERROR, e.getMessage()).log("a run's end waits for the store");
                Thread.sleep(retryStore);
            }
        }
    }

    private RunResult result(Claim claim, RunOrder order, RunEnd end) {
        var now = time.instant();
        var since = answers.begun(claim.id()).map(RunResult::startedAt).orElse(now);
        return new RunResult(order.instance(), since, now, end.exitCode(), end.lastLines());
    }

    private void begin(String name, Work work) {
        var thread = Thread.ofVirtual().name(name).unstarted(() -> {
            try {
                work.run();
            } catch (InterruptedException _) {
                // Closed, or the order is somebody else's: what runs goes on, and the next taker finds it.
            } catch (StoreException e) {
                LOG.atWarn().addKeyValue(LogKeys.ERROR, e.getMessage()).log(name + " is tried again by its next taker");
            } finally {
                threads.remove(Thread.currentThread());
            }
        });
        threads.add(thread);
        thread.start();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws InterruptedException;
    }

    @Override
    public void close() {
        closed = true;
        threads.forEach(Thread::interrupt);
        queue.close();
        cancels.close();
        awaitEnd();
    }

    /** What is being put away is put away by this agent, not beside the next one. */
    private void awaitEnd() {
        var until = System.nanoTime() + ENDING.toNanos();
        try {
            for (var thread : threads) {
                var left = Duration.ofNanos(until - System.nanoTime());
                if (thread.isAlive() && !(left.isPositive() && thread.join(left))) {
                    LOG.atWarn().log("one-offs are still being put away; going on without them");
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
