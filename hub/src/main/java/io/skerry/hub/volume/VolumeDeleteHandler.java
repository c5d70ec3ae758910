package io.skerry.hub.volume;

import io.skerry.hub.command.Commands;
import io.skerry.hub.operation.OperationHandler;
import io.skerry.hub.operation.OperationSpec;
import io.skerry.hub.operation.OperationStates;
import io.skerry.hub.resource.Stored;
import io.skerry.model.message.CommandResult;
import io.skerry.model.name.DataCenterName;
import io.skerry.model.release.OperationState;
import io.skerry.model.release.OperationState.State;
import io.skerry.model.release.OperationState.Step;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Waits until a data center has deleted a volume. */
@Component
class VolumeDeleteHandler implements OperationHandler {

    static final String ACTION = "delete-volume";

    private final Commands commands;

    VolumeDeleteHandler(Commands commands) {
        this.commands = commands;
    }

    static String commandOf(Stored operation) {
        return operation.name() + "-volume";
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public OperationState advance(Stored operation, OperationSpec spec, OperationState state) {
        var dc = new DataCenterName(spec.input().get("dataCenter").asString());
        var name = "delete volume " + spec.input().get("volume").asString();
        var answer = commands.answer(commandOf(operation)).filter(CommandResult::terminal);
        if (answer.isEmpty()) {
            return OperationStates.running(state, List.of(new Step(dc, name, State.RUNNING, null, null, null)));
        }
        var cause = answer.get().cause();
        if (cause == null) {
            var step = new Step(dc, name, State.SUCCEEDED, null, null, "deleted with its data");
            return OperationStates.succeeded(state, List.of(step), Map.of());
        }
        var step = new Step(dc, name, State.FAILED, null, null, cause.message());
        return OperationStates.failed(state, List.of(step), cause);
    }
}
