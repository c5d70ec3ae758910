package io.skerry.edge.worker.run;

import io.skerry.model.error.LogKeys;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.run.RunOrder;
import io.skerry.store.EdgeStore;
import io.skerry.store.StoreException;
import io.skerry.store.watch.ChangeSignal;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches {@code order/run-cancel/} and tells the runs that are under way here. */
final class RunCancels implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunCancels.class);
    private static final String PREFIX = EdgeKey.ORDERS + RunOrder.CANCEL_QUEUE + "/";
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

    private final EdgeStore store;
    private final RunAnswers answers;
    private final Duration retryStore;
    private final ChangeSignal signal;
    private final Map<String, CompletableFuture<Void>> running = new ConcurrentHashMap<>();
    private final Thread watcher;

    RunCancels(EdgeStore store, RunAnswers answers, Duration retryStore) {
        this.store = store;
        this.answers = answers;
        this.retryStore = retryStore;
        this.signal = new ChangeSignal(store, PREFIX);
        this.watcher = Thread.ofVirtual().name("run-cancels").start(this::watch);
    }

    /** Completed when somebody cancels the run, at once if somebody has. */
    CompletableFuture<Void> of(String id) {
        var cancelled = running.computeIfAbsent(id, any -> new CompletableFuture<>());
        if (answers.cancelled(id)) {
            cancelled.complete(null);
        }
        return cancelled;
    }

    void end(String id) {
        running.remove(id);
    }

    private void watch() {
        try {
            while (true) {
                var heard = signal.heard();
                signal.await(heard, look() ? LOOK_AGAIN : retryStore);
                if (Thread.interrupted()) {
                    return;
                }
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private boolean look() {
        try {
            var listing = store.list(PREFIX);
            signal.listenFrom(listing.revision());
            for (var entry : listing.entries()) {
                var id = entry.key().substring(PREFIX.length());
                var cancelled = running.get(id);
                if (cancelled != null) {
                    cancelled.complete(null);
                } else {
                    answers.endUnknown(id);
                }
            }
            return true;
        } catch (StoreException e) {
            LOG.atInfo().addKeyValue(LogKeys.ERROR, e.getMessage()).log("cancels of runs not read; tried again");
            return false;
        }
    }

    @Override
    public void close() {
        watcher.interrupt();
        signal.close();
    }
}
