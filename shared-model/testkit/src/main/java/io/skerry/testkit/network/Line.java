package io.skerry.testkit.network;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** One direction of a {@link FaultProxy}, and what is wrong with it. */
public final class Line {

    private static final int WHOLE = Integer.MAX_VALUE;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition released = lock.newCondition();
    private final AtomicLong delivered = new AtomicLong();
    private Random random = new Random(0);
    private long delayNanos;
    private long jitterNanos;
    private int slice = WHOLE;
    private boolean held;
    private long left = Long.MAX_VALUE;
    private @Nullable Runnable then;
    private byte[] awaited = {};
    private @Nullable Runnable atAwaited;

    Line() {}

    /** Everything arrives this much later; how much fits on the way does not change. */
    public void delay(Duration time) {
        delay(time, Duration.ZERO, 0);
    }

    /** Everything arrives later by the time and up to the jitter more, by chance; never out of order. */
    public void delay(Duration time, Duration jitter, long seed) {
        locked(() -> {
            delayNanos = time.toNanos();
            jitterNanos = jitter.toNanos();
            random = new Random(seed);
        });
    }

    /** Everything arrives in pieces of at most so many bytes, each a packet of its own. */
    public void slice(int bytes) {
        locked(() -> slice = bytes);
    }

    /** Nothing arrives any more and nobody is told, as when a cable is cut far away; {@link #release} delivers what was held. */
    public void hold() {
        locked(() -> held = true);
    }

    /** Ends {@link #hold}. */
    public void release() {
        locked(() -> held = false);
    }

    /** After so many bytes more the action runs, once, in their place; the bytes that were the last are delivered. */
    public void after(long bytes, Runnable action) {
        locked(() -> {
            left = bytes;
            then = action;
        });
    }

    /** When the text next comes along in one piece the action runs, once, and then the piece goes on if it still can. */
    public void at(String text, Runnable action) {
        locked(() -> {
            awaited = text.getBytes(StandardCharsets.US_ASCII);
            atAwaited = action;
        });
    }

    /** Looks at what has come, before it is delivered. */
    void look(byte[] piece) {
        Runnable action = null;
        lock.lock();
        try {
            if (atAwaited != null && holds(piece, awaited)) {
                action = atAwaited;
                atAwaited = null;
            }
        } finally {
            lock.unlock();
        }
        if (action != null) {
            action.run();
        }
    }

    private static boolean holds(byte[] piece, byte[] text) {
        for (var start = 0; start <= piece.length - text.length; start++) {
            if (Arrays.equals(piece, start, start + text.length, text, 0, text.length)) {
                return true;
            }
        }
        return false;
    }

    void onNextBytes(Runnable action) {
        after(0, action);
    }

    /** How many bytes have arrived since the proxy was opened. */
    public long delivered() {
        return delivered.get();
    }

    void mend() {
        locked(() -> {
            delayNanos = 0;
            jitterNanos = 0;
            slice = WHOLE;
            held = false;
            left = Long.MAX_VALUE;
            then = null;
            atAwaited = null;
        });
    }

    /** When bytes that are read now are due, by {@link System#nanoTime}. */
    long due() {
        lock.lock();
        try {
            var jitter = jitterNanos == 0 ? 0 : random.nextLong(jitterNanos);
            return System.nanoTime() + delayNanos + jitter;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the line lets bytes pass.
     *
     * @return how many of them may be delivered next, at most in one piece; 0 once the action ran in their place
     */
    int admit(int wanted) throws InterruptedException {
        Runnable action;
        lock.lockInterruptibly();
        try {
            while (held) {
                released.await();
            }
            var piece = (int) Math.min(Math.min(wanted, slice), left);
            if (piece > 0) {
                left -= left == Long.MAX_VALUE ? 0 : piece;
                delivered.addAndGet(piece);
                return piece;
            }
            action = then;
            left = Long.MAX_VALUE;
            then = null;
        } finally {
            lock.unlock();
        }
        if (action != null) {
            action.run();
        }
        return 0;
    }

    /** Waits while the line holds everything: an end is held as well. */
    void awaitRelease() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (held) {
                released.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void locked(Runnable change) {
        lock.lock();
        try {
            change.run();
            released.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
