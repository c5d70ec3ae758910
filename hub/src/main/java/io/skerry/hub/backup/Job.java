package io.skerry.hub.backup;

import io.skerry.hub.backup.work.Watch;
import io.skerry.model.error.Cause;
import io.skerry.model.release.OperationState.State;
import io.skerry.model.release.OperationState.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One operation's work in this process: its steps as they go, and how it ended. */
final class Job implements Watch {

    private final List<Step> steps = new ArrayList<>();
    private @Nullable Cause cause;
    private @Nullable Map<String, Object> result;
    private volatile boolean cancelled;

    /** What an onlooker sees; {@code cause} or {@code result} once it has ended. */
    record View(
            List<Step> steps,
            @Nullable Cause cause,
            @Nullable Map<String, Object> result) {}

    synchronized View view() {
        return new View(List.copyOf(steps), cause, result);
    }

    synchronized void begin(String name) {
        steps.add(new Step(null, name, State.RUNNING, null, null, null));
    }

    synchronized void done(String message) {
        last(State.SUCCEEDED, message);
    }

    synchronized void succeed(Map<String, Object> brought) {
        result = Map.copyOf(brought);
    }

    /** The step went wrong; others may follow. */
    synchronized void failed(String message) {
        last(State.FAILED, message);
    }

    synchronized void fail(Cause why) {
        if (!steps.isEmpty() && !steps.getLast().state().ended()) {
            last(State.FAILED, why.message());
        }
        cause = why;
    }

    @Override
    public synchronized void at(String message) {
        last(State.RUNNING, message);
    }

    private void last(State state, String message) {
        if (!steps.isEmpty()) {
            steps.add(new Step(null, steps.removeLast().name(), state, null, null, message));
        }
    }

    /** Asks it to stop as soon as it can. */
    void cancel() {
        cancelled = true;
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }
}
