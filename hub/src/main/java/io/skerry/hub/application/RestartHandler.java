package io.skerry.hub.application;

import io.skerry.hub.command.Commands;
import io.skerry.hub.operation.OperationHandler;
import io.skerry.hub.operation.OperationSpec;
import io.skerry.hub.operation.OperationStates;
import io.skerry.hub.resource.Stored;
import io.skerry.model.error.Cause;
import io.skerry.model.message.CommandResult;
import io.skerry.model.name.DataCenterName;
import io.skerry.model.release.OperationState;
import io.skerry.model.release.OperationState.State;
import io.skerry.model.release.OperationState.Step;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Waits for the data centers' answers to a restart. */
@Component
class RestartHandler implements OperationHandler {

    static final String ACTION = "restart";

    private final Commands commands;

    RestartHandler(Commands commands) {
        this.commands = commands;
    }

    static String commandOf(Stored operation, String dc) {
        return operation.name() + "-" + dc;
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public OperationState advance(Stored operation, OperationSpec spec, OperationState state) {
        var steps = new ArrayList<Step>();
        Cause failure = null;
        for (JsonNode site : spec.input().get("dataCenters")) {
            var answer = commands.answer(commandOf(operation, site.asString())).filter(CommandResult::terminal);
            steps.add(step(site.asString(), answer));
            failure =
                    failure != null ? failure : answer.map(CommandResult::cause).orElse(null);
        }
        if (steps.stream().anyMatch(step -> !step.state().ended())) {
            return OperationStates.running(state, steps);
        }
        return failure == null
                ? OperationStates.succeeded(state, steps, Map.of())
                : OperationStates.failed(state, steps, failure);
    }

    private static Step step(String dc, Optional<CommandResult> answer) {
        var cause = answer.map(CommandResult::cause).orElse(null);
        var state = answer.isEmpty() ? State.RUNNING : cause == null ? State.SUCCEEDED : State.FAILED;
        return new Step(new DataCenterName(dc), "restart", state, null, null, message(cause));
    }

    private static @Nullable String message(@Nullable Cause cause) {
        return cause == null ? null : cause.message();
    }
}
