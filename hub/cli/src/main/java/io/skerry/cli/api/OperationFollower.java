package io.skerry.cli.api;

import io.skerry.cli.fault.CliFault;
import io.skerry.cli.fault.ExitCode;
import io.skerry.cli.output.Age;
import io.skerry.cli.output.Console;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Progress;
import io.skerry.cli.output.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Waits for an operation's end and shows its steps meanwhile. */
public final class OperationFollower {

    private static final Duration POLL = Duration.ofSeconds(30);
    private static final String HUB = "hub";

    /** Begins the names of steps that come before any data center has the release. */
    public static final String RELEASE_COMMAND = "release command ";

    private final HubClient hub;
    private final Console console;

    /** Follows operations of that hub, progress on that console. */
    public OperationFollower(HubClient hub, Console console) {
        this.hub = hub;
        this.console = console;
    }

    /**
     * Waits for the end.
     *
     * @param each is told every state that is seen, for what else there is to show
     * @return the operation as it ended, well
     * @throws CliFault FAILED or PARTLY with the cause; TIMED_OUT once the limit passed
     */
    public JsonNode follow(Answer started, Duration limit, Progress progress, Consumer<JsonNode> each) {
        var id = Json.text(started.body(), "name");
        var path = Paths.operation(id);
        var deadline = console.clock().instant().plus(limit);
        var operation = started.body();
        while (true) {
            each.accept(operation);
            progress.show(steps(operation));
            if (hasEnded(operation)) {
                return verdict(operation);
            }
            var left = Duration.between(console.clock().instant(), deadline);
            if (!left.isPositive()) {
                throw new CliFault(
                        ExitCode.TIMED_OUT,
                        "operation " + id + " is still under way after " + Age.brief(limit),
                        "It goes on. Look at it with: skerry operations " + id);
            }
            var wait = left.compareTo(POLL) < 0 ? left : POLL;
            operation = hub.get(path + "?wait=" + Math.max(1, wait.toSeconds()) + "s")
                    .body();
        }
    }

    /** The steps of an operation, in its order. */
    public static List<Step> steps(JsonNode operation) {
        var steps = new ArrayList<Step>();
        for (var step : operation.path("status").path("steps").values()) {
            var dataCenter = Json.text(step, "dataCenter");
            steps.add(new Step(
                    dataCenter.isEmpty() ? HUB : dataCenter,
                    Json.text(step, "name"),
                    state(step),
                    Age.parse(Json.text(step, "startedAt")),
                    Age.parse(Json.text(step, "endedAt")),
                    Json.text(step, "message")));
        }
        return steps;
    }

    /** The state a status or step names, in lower case. */
    public static String state(JsonNode holder) {
        return Json.text(holder, "state").toLowerCase(Locale.ROOT);
    }

    /** Whether nothing more will happen. */
    public static boolean hasEnded(JsonNode operation) {
        return switch (state(operation.path("status"))) {
            case "succeeded", "failed", "cancelled" -> true;
            default -> false;
        };
    }

    private static JsonNode verdict(JsonNode operation) {
        var status = operation.path("status");
        if (state(status).equals("succeeded")) {
            return operation;
        }
        var cause = status.path("cause");
        var details = new ArrayList<String>();
        if (cause.has("exitCode")) {
            details.add("exit code " + cause.path("exitCode").asString());
        }
        for (var line : cause.path("lastLines").values()) {
            details.add("| " + line.asString(""));
        }
        var said = Json.text(cause, "message");
        var advice = Json.text(cause, "advice");
        throw new CliFault(
                someDone(operation) ? ExitCode.PARTLY : ExitCode.FAILED,
                said.isEmpty() ? "the operation ended as " + state(status) : said,
                details,
                advice.isEmpty() ? null : advice);
    }

    private static boolean someDone(JsonNode operation) {
        var steps = steps(operation).stream()
                .filter(step -> !step.name().startsWith(RELEASE_COMMAND))
                .toList();
        return steps.stream().anyMatch(s -> !s.where().equals(HUB) && s.state().equals("succeeded"))
                && steps.stream()
                        .anyMatch(s -> !s.where().equals(HUB) && s.state().equals("failed"));
    }
}
