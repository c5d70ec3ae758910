package io.skerry.logs.buffer;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How far the buffer is filled, for those who wait for more. */
final class Tide {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition risen = lock.newCondition();
    private volatile long last;
    private int waiting;
    private long calls;

    Tide(long last) {
        this.last = last;
    }

    long last() {
        return last;
    }

    void rise(long index) {
        last = index;
        signal(false);
    }

    void wake() {
        signal(true);
    }

    boolean awaitBeyond(long index, Duration wait) throws InterruptedException {
        lock.lock();
        try {
            long left = wait.toNanos();
            long before = calls;
            while (last <= index && before == calls && left > 0) {
                waiting++;
                try {
                    left = risen.awaitNanos(left);
                } finally {
                    waiting--;
                }
            }
            return last > index;
        } finally {
            lock.unlock();
        }
    }

    private void signal(boolean call) {
        lock.lock();
        try {
            if (call) {
                calls++;
            }
            if (waiting > 0) {
                risen.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }
}
