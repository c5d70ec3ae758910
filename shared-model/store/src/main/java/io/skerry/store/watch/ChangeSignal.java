package io.skerry.store.watch;

import io.skerry.store.Change;
import io.skerry.store.EdgeStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Wakes a loop when something under a prefix changes. The loop notes {@link #heard}, lists, tells {@link #listenFrom} the list's
 * revision, acts, and waits until more than it noted was heard: so nothing between list and wait is missed.
 */
public final class ChangeSignal implements AutoCloseable {

    private final EdgeStore store;
    private final String prefix;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private EdgeStore.@Nullable Watch watch;
    private long heard;
    private boolean closed;

    /** Listens to nothing yet. */
    public ChangeSignal(EdgeStore store, String prefix) {
        this.store = store;
        this.prefix = prefix;
    }

    /** How often something changed. */
    public long heard() {
        lock.lock();
        try {
            return heard;
        } finally {
            lock.unlock();
        }
    }

    /** Starts to listen after this revision; does nothing if it listens already. */
    public void listenFrom(long revision) {
        lock.lock();
        try {
            if (watch == null && !closed) {
                watch = store.watch(prefix, revision, new Listener());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until more than this was heard; false if the time ran out or the signal was closed. */
    public boolean await(long noted, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var left = patience.toNanos();
            while (heard <= noted && !closed && left > 0) {
                left = more.awaitNanos(left);
            }
            return heard > noted && !closed;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            more.signalAll();
            if (watch != null) {
                watch.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        heard++;
        more.signalAll();
    }

    private final class Listener implements EdgeStore.WatchListener {

        @Override
        public void changed(long revision, List<Change> changes) {
            lock.lock();
            try {
                wake();
            } finally {
                lock.unlock();
            }
        }

        /** What was missed does not matter: whoever waits looks at everything again. */
        @Override
        public void compacted(long oldestRevision) {
            lock.lock();
            try {
                watch = null;
                listenFrom(oldestRevision);
                wake();
            } finally {
                lock.unlock();
            }
        }
    }
}
