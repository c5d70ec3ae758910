package io.skerry.cli.command.hub;

import static io.skerry.cli.output.Table.cell;
import static io.skerry.cli.output.Table.state;

import io.skerry.cli.api.OperationFollower;
import io.skerry.cli.api.Paths;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.output.Age;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Table;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code operations}: long actions, under way and ended. */
@Command(
        name = "operations",
        mixinStandardHelpOptions = true,
        description = "Show long actions, newest first; with an id, the steps of one.")
public final class Operations implements Callable<Integer> {

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Parameters(arity = "0..1", paramLabel = "ID", description = "Which.")
    private @Nullable String id;

    @ArgGroup
    private @Nullable Act act;

    /** What to do with it. */
    private static final class Act {

        @Option(names = "--cancel", description = "Cancel it.")
        private boolean cancel;

        @Option(names = "--retry", description = "Try it again, if the hub set it aside after it failed too often.")
        private boolean retry;

        private String verb() {
            return cancel ? ":cancel" : retry ? ":retry" : "";
        }
    }

    /** The word, for that session. */
    public Operations(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var hub = session.hub(hubOptions);
        if (id == null) {
            list(hub.list(Paths.OPERATIONS));
            return 0;
        }
        var path = Paths.operation(id);
        var operation = act == null
                ? hub.get(path).body()
                : hub.post(path + act.verb(), Json.object()).body();
        if (hubOptions.json()) {
            session.printJson(operation);
        } else {
            show(operation);
        }
        return 0;
    }

    private void list(java.util.List<JsonNode> operations) {
        if (hubOptions.json()) {
            var items = Json.array();
            items.addAll(operations);
            session.printJson(Json.object().set("items", items));
            return;
        }
        var now = session.console().clock().instant();
        var table = Table.of("OPERATION", "ACTION", "TARGET", "BY", "STATE", "DONE", "BEGUN");
        operations.stream()
                .sorted((a, b) -> Json.text(b, "createdAt").compareTo(Json.text(a, "createdAt")))
                .forEach(operation -> {
                    var status = operation.path("status");
                    table.row(
                            cell(Json.text(operation, "name")),
                            cell(Json.text(status, "action")),
                            cell(Json.text(status, "target")),
                            cell(Json.text(status, "by")),
                            state(OperationFollower.state(status)),
                            cell(status.path("percent").asInt(0) + "%"),
                            cell(Age.since(Age.parse(Json.text(operation, "createdAt")), now)));
                });
        if (table.isEmpty()) {
            session.console().err().println("No operation yet.");
        } else {
            table.print(session.console());
        }
    }

    private void show(JsonNode operation) {
        var console = session.console();
        var status = operation.path("status");
        console.out()
                .println(Json.text(status, "action") + " of " + Json.text(status, "target") + " by "
                        + Json.text(status, "by") + ": " + OperationFollower.state(status));
        var table = Table.of("WHERE", "STEP", "STATE", "TOOK", "MESSAGE");
        for (var step : OperationFollower.steps(operation)) {
            table.row(
                    cell(step.where()),
                    cell(step.name()),
                    state(step.state()),
                    cell(step.took(console.clock().instant()).map(Age::took).orElse("-")),
                    cell(step.message()));
        }
        table.print(console);
        var cause = status.path("cause");
        if (cause.hasNonNull("message")) {
            console.out().println(Json.text(cause, "message"));
            console.out().println(Json.text(cause, "advice"));
        }
    }
}
