package io.skerry.hub.run;

import io.skerry.hub.api.Json;
import io.skerry.hub.application.ApplicationParts;
import io.skerry.hub.operation.OperationHandler;
import io.skerry.hub.operation.OperationSpec;
import io.skerry.hub.operation.OperationStates;
import io.skerry.hub.resource.Stored;
import io.skerry.model.release.OperationState;
import io.skerry.model.release.OperationState.State;
import io.skerry.model.release.OperationState.Step;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/** Follows a one-off command to its end; cancels it when somebody asks, or when its component goes. */
@Component
class RunHandler implements OperationHandler {

    static final String ACTION = "run";

    private final Runs runs;
    private final ApplicationParts parts;

    RunHandler(Runs runs, ApplicationParts parts) {
        this.runs = runs;
        this.parts = parts;
    }

    /** What it is given. */
    record Input(
            String application,
            String component,
            String dataCenter,
            String instance,
            List<String> command,
            long timeLimitSeconds) {

        Input {
            command = List.copyOf(command);
        }
    }

    @Override
    public String action() {
        return ACTION;
    }

    @Override
    public OperationState advance(Stored operation, OperationSpec spec, OperationState state) {
        var input = Json.read(spec.input(), Input.class);
        var tenant = String.valueOf(operation.place().tenant());
        if (state.state() == State.CANCELLING || isGone(tenant, input)) {
            runs.cancel(operation.name(), tenant);
        }
        var progress = runs.progress(operation.name());
        List<Step> steps = List.of(runs.step(input.dataCenter(), "run " + input.instance(), progress));
        return switch (progress.state()) {
            case QUEUED, RUNNING, CANCELLING -> OperationStates.running(state, steps);
            case CANCELLED -> OperationStates.with(OperationStates.running(state, steps), State.CANCELLED);
            case FAILED -> OperationStates.failed(state, steps, Objects.requireNonNull(progress.cause()));
            case SUCCEEDED ->
                OperationStates.succeeded(
                        state,
                        steps,
                        Map.of(
                                "instance",
                                input.instance(),
                                "exitCode",
                                0,
                                "lastLines",
                                Objects.requireNonNull(progress.result()).lastLines()));
        };
    }

    private boolean isGone(String tenant, Input input) {
        return parts.components(tenant, input.application()).stream()
                .noneMatch(component -> component.name().equals(input.component()));
    }
}
