package io.skerry.hub.operation;

import io.skerry.model.error.Cause;
import io.skerry.model.release.OperationState;
import io.skerry.model.release.OperationState.State;
import io.skerry.model.release.OperationState.Step;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The next states of an operation. */
public final class OperationStates {

    private OperationStates() {}

    /**
     * The same, with when each step began and ended. Handlers look again and again and keep no times, so a step began when it was first
     * there and ended when it was first seen ended.
     */
    static OperationState timed(OperationState before, OperationState after, Instant now) {
        var known =
                before.steps().stream().collect(Collectors.toMap(OperationStates::part, s -> s, (first, s) -> first));
        var steps = after.steps().stream()
                .map(step -> timed(Optional.ofNullable(known.get(part(step))), step, now))
                .toList();
        return new OperationState(
                after.action(),
                after.target(),
                after.by(),
                steps,
                after.percent(),
                after.cancelable(),
                after.state(),
                after.cause(),
                after.result());
    }

    private static Step timed(Optional<Step> before, Step step, Instant now) {
        var ended = step.state().ended() ? before.map(Step::endedAt).orElse(now) : null;
        return new Step(
                step.dataCenter(),
                step.name(),
                step.state(),
                before.map(Step::startedAt).orElse(now),
                ended,
                step.message());
    }

    /** In place of one that makes no sense. */
    static OperationState unreadable(String operation) {
        return new OperationState("unknown", operation, "unknown", List.of(), 0, false, State.RUNNING, null, null);
    }

    /** As it began: what was set aside is tried again. */
    static OperationState again(OperationState now) {
        return new OperationState(
                now.action(),
                now.target(),
                now.by(),
                now.steps(),
                now.percent(),
                now.cancelable(),
                State.QUEUED,
                null,
                now.result());
    }

    private static List<Object> part(Step step) {
        return Arrays.asList(step.dataCenter(), step.name());
    }

    /** The same in another state. */
    public static OperationState with(OperationState now, State state) {
        return new OperationState(
                now.action(),
                now.target(),
                now.by(),
                now.steps(),
                state == State.SUCCEEDED ? 100 : now.percent(),
                now.cancelable() && !state.ended(),
                state,
                now.cause(),
                now.result());
    }

    /** On its way, with these steps; the percentage is the part of them that ended. */
    public static OperationState running(OperationState now, List<Step> steps) {
        var done =
                steps.stream().filter(step -> step.state() == State.SUCCEEDED).count();
        return new OperationState(
                now.action(),
                now.target(),
                now.by(),
                steps,
                steps.isEmpty() ? 0 : (int) (100 * done / (steps.size() + 1)),
                now.cancelable(),
                now.state() == State.CANCELLING ? State.CANCELLING : State.RUNNING,
                null,
                now.result());
    }

    /** Past the point from which it can be cancelled. */
    public static OperationState committed(OperationState now) {
        return new OperationState(
                now.action(),
                now.target(),
                now.by(),
                now.steps(),
                now.percent(),
                false,
                now.state(),
                now.cause(),
                now.result());
    }

    /** The same, with something that its handler must know the next time it looks. */
    public static OperationState noting(OperationState now, Map<String, Object> result) {
        return new OperationState(
                now.action(),
                now.target(),
                now.by(),
                now.steps(),
                now.percent(),
                now.cancelable(),
                now.state(),
                now.cause(),
                Map.copyOf(result));
    }

    /** Ended well. */
    public static OperationState succeeded(OperationState now, List<Step> steps, Map<String, Object> result) {
        return new OperationState(
                now.action(), now.target(), now.by(), steps, 100, false, State.SUCCEEDED, null, Map.copyOf(result));
    }

    /** Ended with a cause. */
    public static OperationState failed(OperationState now, List<Step> steps, Cause cause) {
        return new OperationState(
                now.action(), now.target(), now.by(), steps, now.percent(), false, State.FAILED, cause, now.result());
    }
}
