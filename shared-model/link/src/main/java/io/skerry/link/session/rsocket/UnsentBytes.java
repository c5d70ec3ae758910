package io.skerry.link.session.rsocket;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Bytes handed to RSocket that did not reach the socket. RSocket's own outgoing queue has no bound: credit limits each stream, not their
 * sum.
 */
final class UnsentBytes {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition less = lock.newCondition();
    private final long limit;
    private long bytes;
    private boolean closed;

    UnsentBytes(long limit) {
        this.limit = limit;
    }

    /** Counts more bytes; false if there are now too many. */
    boolean add(long more) {
        lock.lock();
        try {
            bytes += more;
            return bytes <= limit;
        } finally {
            lock.unlock();
        }
    }

    void sent(long gone) {
        lock.lock();
        try {
            bytes = Math.max(0, bytes - gone);
            if (bytes < Limits.ROOM) {
                less.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    long get() {
        lock.lock();
        try {
            return bytes;
        } finally {
            lock.unlock();
        }
    }

    /** Blocks while there is no room and the connection stands. */
    void awaitRoom() throws InterruptedException {
        lock.lock();
        try {
            while (bytes >= Limits.ROOM && !closed) {
                less.await();
            }
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            less.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
