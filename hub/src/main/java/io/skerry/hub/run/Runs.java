package io.skerry.hub.run;

import io.skerry.hub.api.Json;
import io.skerry.hub.command.Commands;
import io.skerry.hub.datacenter.Presence;
import io.skerry.model.application.ComponentSpec;
import io.skerry.model.application.RunSpec;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.CommandResult;
import io.skerry.model.name.DataCenterName;
import io.skerry.model.release.OperationState.State;
import io.skerry.model.release.OperationState.Step;
import io.skerry.model.run.RunOrder;
import io.skerry.model.run.RunResult;
import io.skerry.model.site.WantedComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.node.ObjectNode;

/** Orders one-off commands and says how they are. Each is begun at most once, whatever fails. */
@Service
public final class Runs {

    /** For the way there and back, beside the time limit of the run itself. */
    private static final Duration ON_THE_WAY = Duration.ofMinutes(10);

    private static final int DIGITS = 8;

    private final Commands commands;
    private final Presence presence;

    Runs(Commands commands, Presence presence) {
        this.commands = commands;
        this.presence = presence;
    }

    /**
     * How a run is.
     *
     * @param result what the data center said last; absent before it began
     * @param cause why it failed
     */
    public record Progress(
            State state,
            @Nullable RunResult result,
            @Nullable Cause cause) {}

    /** The id of the instance that a command is run in: always the same for the same command. */
    public static String instanceFor(String component, String command) {
        var digits =
                UUID.nameUUIDFromBytes(command.getBytes(StandardCharsets.UTF_8)).toString();
        return RunOrder.instanceOf(component, digits.substring(0, DIGITS));
    }

    /** Where a run was ordered; empty if it was not. */
    public Optional<String> dataCenterOf(String id) {
        return commands.dataCenterOf(id);
    }

    /**
     * Orders a run in the caller's transaction.
     *
     * @param id of its command
     * @param target what it is for, as {@link #isOpen} asks
     * @param wanted what is to run there, but for what it starts
     */
    public void order(
            String id, String dc, String target, String instance, WantedComponent wanted, RunSpec run, Duration limit) {
        var body = new RunOrder(instance, with(wanted, run), limit.toSeconds());
        var tenant = wanted.component().tenant().value();
        commands.order(id, dc, tenant, RunOrder.COMMAND, target, body, limit.plus(ON_THE_WAY));
    }

    /** Whether a run for that target is under way. */
    public boolean isOpen(String target) {
        return commands.isOpen(RunOrder.COMMAND, target);
    }

    /** Asks for its end; one that no data center has ends here and now. */
    public void cancel(String id, @Nullable String tenant) {
        commands.cancel(id, tenant, RunOrder.CANCEL);
    }

    /** How the run of that command is. */
    public Progress progress(String id) {
        var answer = commands.answer(id);
        var result = answer.flatMap(said -> Optional.ofNullable(said.body()))
                .map(body -> Json.read(new String(body, StandardCharsets.UTF_8), RunResult.class))
                .orElse(null);
        var cause = answer.flatMap(said -> Optional.ofNullable(said.cause())).orElse(null);
        return new Progress(state(answer, cause), result, cause);
    }

    /** It as a step of an operation. */
    public Step step(String dc, String name, Progress progress) {
        return new Step(new DataCenterName(dc), name, progress.state(), null, null, message(dc, progress));
    }

    private static State state(Optional<CommandResult> answer, @Nullable Cause cause) {
        if (answer.isEmpty()) {
            return State.QUEUED;
        }
        if (!answer.get().terminal()) {
            return State.RUNNING;
        }
        return cause == null ? State.SUCCEEDED : cause.code() == ErrorCode.CANCELLED ? State.CANCELLED : State.FAILED;
    }

    private String message(String dc, Progress progress) {
        return switch (progress.state()) {
            case QUEUED -> presence.awaited(dc) ? "sent" : "does not answer; it begins when it is back";
            case RUNNING, CANCELLING -> "runs";
            case SUCCEEDED -> "exit code 0";
            case FAILED, CANCELLED ->
                progress.cause() == null ? "" : progress.cause().message();
        };
    }

    private static WantedComponent with(WantedComponent wanted, RunSpec run) {
        var spec = (ObjectNode) Json.tree(wanted.spec());
        spec.set("run", Json.tree(run));
        return new WantedComponent(
                wanted.component(),
                wanted.uid(),
                wanted.generation(),
                wanted.release(),
                wanted.replicas(),
                Json.read(spec, ComponentSpec.class),
                wanted.artifact(),
                wanted.commit());
    }
}
