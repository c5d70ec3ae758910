package io.skerry.store.lease;

import io.skerry.model.error.LogKeys;
import io.skerry.store.EdgeStore;
import io.skerry.store.StoreException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A lease renewed on a virtual thread until it is closed or lost. It counts as lost as soon as the store might have ended it: when it
 * says so, or when nothing was heard for the lease's time.
 */
public final class HeldLease implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HeldLease.class);

    private final EdgeStore.Lease lease;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final List<Runnable> whenLost = new ArrayList<>();
    private Heartbeat heartbeat;
    private boolean lost;
    private boolean closed;

    private HeldLease(EdgeStore.Lease lease, Heartbeat heartbeat) {
        this.lease = lease;
        this.heartbeat = heartbeat;
    }

    /**
     * Takes a lease and starts to renew it.
     *
     * @throws StoreException if the store does not grant it
     */
    public static HeldLease take(EdgeStore store, Duration ttl) {
        var asked = System.nanoTime();
        var held = new HeldLease(store.lease(ttl), Heartbeat.of(ttl, asked));
        Thread.ofVirtual().name("lease-" + held.id()).start(held::beat);
        Thread.ofVirtual().name("lease-" + held.id() + "-end").start(held::watchForTheEnd);
        return held;
    }

    /** Its id, for {@link io.skerry.store.Operation#put(String, byte[], long)}. */
    public long id() {
        return lease.id();
    }

    /** Whether its keys are certainly there still. */
    public boolean held() {
        lock.lock();
        try {
            return !closed && !lost && !heartbeat.lost(System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /** Calls this once when the lease is lost, on a thread of its own; at once if it already is, never after {@link #close}. */
    public void onLost(Runnable callback) {
        lock.lock();
        try {
            if (!lost) {
                whenLost.add(callback);
                return;
            }
        } finally {
            lock.unlock();
        }
        Thread.ofVirtual().start(callback);
    }

    /** Gives it up with its keys; if the store is away they go when the lease runs out. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            lease.close();
        } catch (StoreException e) {
            LOG.atInfo().addKeyValue(LogKeys.ERROR, e.toString()).log("a lease is left to run out");
        }
    }

    private void beat() {
        var failed = false;
        while (pause(failed)) {
            var asked = System.nanoTime();
            try {
                if (!lease.renew()) {
                    lose();
                    return;
                }
                failed = false;
                renewed(asked);
            } catch (StoreException e) {
                failed = true;
                LOG.atDebug().addKeyValue(LogKeys.ERROR, e.toString()).log("a lease could not be renewed yet");
            }
        }
    }

    /** Apart from the renewing thread, which may be waiting for a store that is away. */
    private void watchForTheEnd() {
        lock.lock();
        try {
            while (!closed && !lost && !heartbeat.lost(System.nanoTime())) {
                changed.awaitNanos(heartbeat.ttl() - (System.nanoTime() - heartbeat.askedAt()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
        lose();
    }

    private boolean pause(boolean failed) {
        lock.lock();
        try {
            var left = heartbeat.pause(System.nanoTime(), failed);
            while (!closed && !lost && left > 0) {
                left = changed.awaitNanos(left);
            }
            return !closed && !lost;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }

    private void renewed(long asked) {
        lock.lock();
        try {
            heartbeat = heartbeat.renewed(asked);
        } finally {
            lock.unlock();
        }
    }

    private void lose() {
        List<Runnable> callbacks;
        lock.lock();
        try {
            if (lost || closed) {
                return;
            }
            lost = true;
            callbacks = List.copyOf(whenLost);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        callbacks.forEach(callback -> Thread.ofVirtual().start(callback));
    }
}
