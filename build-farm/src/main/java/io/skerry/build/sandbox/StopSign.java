package io.skerry.build.sandbox;

import io.skerry.build.failure.BuildFailure;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells everything that works on one build to stop. The first reason stays. */
public final class StopSign {

    /** Why a build is stopped. */
    public enum Reason {
        /** A user cancelled it. */
        CANCELLED,
        /** It used more than it may, of the machine or of its time. */
        OVER_LIMIT,
        /** Another builder has the order, or this one is closing: nothing is answered. */
        ABANDONED
    }

    private final Set<Runnable> listeners = new LinkedHashSet<>();

    @Nullable
    private Reason reason;

    @Nullable
    private Cause overLimit;

    /** Raises the sign because the build's time is up. */
    public void raiseTimeIsUp(Duration limit) {
        raise(OverLimit.time(limit));
    }

    /** Raises the sign because a limit was passed. */
    void raise(Cause which) {
        raise(Reason.OVER_LIMIT, which);
    }

    /** Raises the sign; what was registered is called on this thread. */
    public void raise(Reason why) {
        raise(why, null);
    }

    private void raise(Reason why, @Nullable Cause which) {
        Set<Runnable> called;
        synchronized (this) {
            if (reason != null) {
                return;
            }
            reason = why;
            overLimit = which;
            called = new LinkedHashSet<>(listeners);
        }
        called.forEach(Runnable::run);
    }

    /** Why the build is to stop, empty while it is not. */
    public synchronized Optional<Reason> raised() {
        return Optional.ofNullable(reason);
    }

    /** Calls the listener when the sign is raised, at once if it is already; until the registration is closed. */
    public Registration onRaise(Runnable listener) {
        synchronized (this) {
            if (reason == null) {
                listeners.add(listener);
                return () -> remove(listener);
            }
        }
        listener.run();
        return () -> {};
    }

    /**
     * Returns if the build may go on.
     *
     * @throws BuildFailure if it is to stop
     */
    public void check() throws BuildFailure {
        var why = raised();
        if (why.isPresent()) {
            throw failure(why.get());
        }
    }

    private synchronized BuildFailure failure(Reason why) {
        return switch (why) {
            case OVER_LIMIT -> BuildFailure.of(Objects.requireNonNull(overLimit));
            case CANCELLED -> BuildFailure.of(ErrorCode.CANCELLED, "the build was cancelled", "start it again");
            case ABANDONED ->
                BuildFailure.of(ErrorCode.UNAVAILABLE, "the builder gave the build up", "it is taken again");
        };
    }

    private synchronized void remove(Runnable listener) {
        listeners.remove(listener);
    }

    /** A registered listener. */
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
