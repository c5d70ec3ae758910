package io.skerry.build.sandbox;

import io.skerry.build.failure.BuildFailure;
import io.skerry.model.error.ErrorCode;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells everything that works on one build to stop. The first reason stays. */
public final class StopSign {

    /** Why a build is stopped. */
    public enum Reason {
        /** A user cancelled it. */
        CANCELLED,
        /** Its time is up. */
        TIME_LIMIT,
        /** Another builder has the order, or this one is closing: nothing is answered. */
        ABANDONED
    }

    private final Set<Runnable> listeners = new LinkedHashSet<>();

    @Nullable
    private Reason reason;

    /** Raises the sign; what was registered is called on this thread. */
    public void raise(Reason why) {
        Set<Runnable> called;
        synchronized (this) {
            if (reason != null) {
                return;
            }
            reason = why;
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

    private static BuildFailure failure(Reason reason) {
        return switch (reason) {
            case TIME_LIMIT ->
                BuildFailure.of(
                        ErrorCode.BUILD_TIMEOUT,
                        "the build took longer than allowed",
                        "look at the output for what it waited for, or raise the time limit");
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
