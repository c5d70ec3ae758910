package io.skerry.hub.command;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes whoever waits for news of one data center; what nobody waited for is not lost, since waiters compare counts. */
public final class SiteSignal {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition raised = lock.newCondition();
    private final Map<String, Long> counts = new HashMap<>();

    /** There is news of that data center. */
    public void raise(String dc) {
        lock.lock();
        try {
            counts.merge(dc, 1L, Long::sum);
            raised.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How often there was news; read it before looking, and wait with it. */
    public long count(String dc) {
        lock.lock();
        try {
            return counts.getOrDefault(dc, 0L);
        } finally {
            lock.unlock();
        }
    }

    /** Returns at once if there was news since {@code seen}, else when there is or the time is over. */
    public void await(String dc, long seen, Duration atMost) throws InterruptedException {
        var left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while (counts.getOrDefault(dc, 0L) == seen && left > 0) {
                left = raised.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
