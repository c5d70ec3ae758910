package io.skerry.hub.operation;

import io.skerry.hub.event.NewEvent;
import io.skerry.hub.event.Subject;
import io.skerry.hub.resource.Stored;
import io.skerry.model.event.EventType;
import io.skerry.model.release.OperationState;

/** Says that an operation has ended, and how; pure. */
final class OperationEnd {

    private OperationEnd() {}

    static NewEvent of(Stored operation, OperationState ended) {
        var type = switch (ended.state()) {
            case SUCCEEDED -> EventType.OPERATION_SUCCEEDED;
            case CANCELLED -> EventType.OPERATION_CANCELLED;
            case FAILED -> EventType.OPERATION_FAILED;
            case QUEUED, RUNNING, CANCELLING -> throw new IllegalArgumentException(operation.name() + " has not ended");
        };
        var words = ended.action() + " by " + ended.by() + " " + ended.state().text();
        var cause = ended.cause();
        return NewEvent.now(
                        type,
                        Subject.at(operation.place().tenant(), ended.target()),
                        cause == null ? words : words + ": " + cause.message())
                .by(operation.name());
    }
}
