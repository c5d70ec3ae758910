package io.skerry.hub.rollout;

import io.skerry.hub.event.NewEvent;
import io.skerry.hub.event.Subject;
import io.skerry.hub.resource.Stored;
import io.skerry.model.event.EventType;
import io.skerry.model.name.DataCenterName;
import io.skerry.model.release.RolloutState;
import io.skerry.model.release.RolloutState.State;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Says that a rollout has ended, and how; pure. */
final class RolloutEnd {

    private RolloutEnd() {}

    /** Empty while it goes on. */
    static Optional<NewEvent> of(Stored rollout, RolloutState state) {
        return switch (state.state()) {
            case SUCCEEDED ->
                Optional.of(
                        event(rollout, state, EventType.ROLLOUT_SUCCEEDED, "runs in " + in(state, State.SUCCEEDED)));
            case FAILED ->
                Optional.of(event(
                        rollout,
                        state,
                        EventType.ROLLOUT_FAILED,
                        "failed in " + in(state, State.FAILED) + because(state)));
            case SUPERSEDED, ABORTED ->
                Optional.of(event(rollout, state, EventType.ROLLOUT_SUPERSEDED, "was superseded by a newer rollout"));
            case PENDING, RUNNING, PAUSED, WAITING -> Optional.empty();
        };
    }

    private static NewEvent event(Stored rollout, RolloutState state, EventType type, String words) {
        return NewEvent.now(type, Subject.of(rollout), "release " + state.release() + " " + words)
                .by(rollout.spec(RolloutSpec.class).operation())
                .of(state.release());
    }

    private static String in(RolloutState rollout, State state) {
        return rollout.dataCenters().entrySet().stream()
                .filter(site -> site.getValue().state() == state)
                .map(Map.Entry::getKey)
                .map(DataCenterName::value)
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String because(RolloutState state) {
        return state.cause() == null ? "" : ": " + state.cause().message();
    }
}
