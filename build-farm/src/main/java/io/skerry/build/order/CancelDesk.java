package io.skerry.build.order;

import io.skerry.build.sandbox.StopSign;
import io.skerry.model.build.BuildResult;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.store.EdgeStore;
import io.skerry.store.StoreException;
import io.skerry.store.queue.OrderQueue;
import io.skerry.store.watch.ChangeSignal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches {@code order/build-cancel/}: stops the build if it runs here, ends it if it still waits. */
final class CancelDesk implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(CancelDesk.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(10);
    private static final Duration AFTER_ERROR = Duration.ofSeconds(1);

    private final EdgeStore store;
    private final OrderQueue queue;
    private final Answers answers;
    private final ChangeSignal signal;
    private final Map<String, StopSign> running = new ConcurrentHashMap<>();
    private final Thread watcher;
    private volatile boolean closing;

    CancelDesk(EdgeStore store, OrderQueue queue, Answers answers) {
        this.store = store;
        this.queue = queue;
        this.answers = answers;
        this.signal = new ChangeSignal(store, Answers.cancelPrefix());
        this.watcher = Thread.ofVirtual().name("build-cancels").start(this::watch);
    }

    /** From now on a cancel of this build raises the sign. */
    void begin(String build, StopSign stop) {
        running.put(build, stop);
        if (answers.cancelled(build)) {
            stop.raise(StopSign.Reason.CANCELLED);
        } else if (closing || answers.ended(build)) {
            stop.raise(StopSign.Reason.ABANDONED);
        }
    }

    void end(String build) {
        running.remove(build);
    }

    /** Gives up every build that runs here. */
    void abandonAll() {
        closing = true;
        running.values().forEach(stop -> stop.raise(StopSign.Reason.ABANDONED));
    }

    @Override
    public void close() {
        signal.close();
        watcher.interrupt();
    }

    private void watch() {
        try {
            while (!closing) {
                var heard = signal.heard();
                var patience = look() ? LOOK_AGAIN : AFTER_ERROR;
                signal.await(heard, patience);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean look() {
        try {
            var listing = store.list(Answers.cancelPrefix());
            signal.listenFrom(listing.revision());
            for (var entry : listing.entries()) {
                cancel(entry.key().substring(Answers.cancelPrefix().length()));
            }
            return true;
        } catch (StoreException e) {
            LOG.atInfo().setCause(e).log("cancels of builds cannot be read now");
            return false;
        }
    }

    private void cancel(String build) {
        var stop = running.get(build);
        if (stop != null) {
            stop.raise(StopSign.Reason.CANCELLED);
            return;
        }
        queue.remove(build);
        var result = new BuildResult(build, BuildResult.State.CANCELLED, null, null, null, null, List.of(), null);
        var cause = Cause.of(ErrorCode.CANCELLED, "the build was cancelled before it began", "start it again");
        answers.end(build, result, cause);
    }
}
