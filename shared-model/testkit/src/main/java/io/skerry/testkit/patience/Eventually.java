package io.skerry.testkit.patience;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits on conditions, with a deadline: no test sleeps for as long as it hopes something takes. */
public final class Eventually {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long LOOK_EVERY_NANOS = Duration.ofMillis(5).toNanos();

    private Eventually() {}

    /** Something that will hold. */
    @FunctionalInterface
    public interface Condition<E extends Exception> {

        /** Whether it holds now. */
        boolean holds() throws E;
    }

    /**
     * Returns once it holds.
     *
     * @param what names it where it does not come true within a minute
     */
    public static <E extends Exception> void await(String what, Condition<E> condition) throws E {
        await(PATIENCE, what, condition);
    }

    /** Returns once it holds; fails with these words if that takes longer than given. */
    public static <E extends Exception> void await(Duration patience, String what, Condition<E> condition) throws E {
        if (!holdsWithin(patience, condition)) {
            throw new AssertionError("not within " + patience + ": " + what);
        }
    }

    /** Whether it comes to hold within that time. */
    public static <E extends Exception> boolean holdsWithin(Duration patience, Condition<E> condition) throws E {
        var end = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - end > 0) {
                return false;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        return true;
    }
}
