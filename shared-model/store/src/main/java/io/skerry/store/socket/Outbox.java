package io.skerry.store.socket;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Frames that wait to be written; bounded, so that a peer that does not read holds up those who send to it and no memory. */
final class Outbox {

    private static final int FRAMES = 64;
    private static final long BYTES = 1 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ArrayDeque<byte[]> frames = new ArrayDeque<>();
    private long bytes;
    private boolean closed;

    /**
     * Waits for room at most so long; false if there was none, or the connection is closed. An interrupt does not cut the wait short: a
     * frame that is left out would leave the peer waiting for it.
     */
    boolean put(byte[] frame, Duration patience) {
        var interrupted = false;
        var until = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            while (full() && !closed && System.nanoTime() < until) {
                try {
                    changed.awaitNanos(until - System.nanoTime());
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (closed || full()) {
                return false;
            }
            frames.add(frame);
            bytes += frame.length;
            changed.signalAll();
            return true;
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits for frames and takes all of them; empty when closed. */
    List<byte[]> takeAll() {
        lock.lock();
        try {
            while (frames.isEmpty() && !closed) {
                changed.awaitUninterruptibly();
            }
            var taken = closed ? List.<byte[]>of() : new ArrayList<>(frames);
            frames.clear();
            bytes = 0;
            changed.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean full() {
        return frames.size() >= FRAMES || bytes >= BYTES;
    }
}
