package io.skerry.cli.command.release;

import static io.skerry.cli.output.Table.cell;
import static io.skerry.cli.output.Table.state;

import io.skerry.cli.api.OperationFollower;
import io.skerry.cli.command.AppOptions;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.output.Age;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Table;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code builds}: what was built, what is being built where, and what waits for its turn. */
@Command(
        name = "builds",
        mixinStandardHelpOptions = true,
        description = {
            "Show an application's builds, newest first, and the place in the queue of those that wait; with a name, one.",
            "Tenants take turns; a data center is given its next build once it has begun the one before."
        })
public final class Builds implements Callable<Integer> {

    private static final int COMMIT_LENGTH = 10;

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private AppOptions app = new AppOptions();

    @Parameters(arity = "0..1", paramLabel = "BUILD", description = "Which.")
    private @Nullable String build;

    @Option(names = "--cancel", description = "Cancel it, whether it waits or runs.")
    private boolean cancel;

    /** The word, for that session. */
    public Builds(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var hub = session.hub(hubOptions);
        var path = app.path() + "/builds";
        if (build == null && cancel) {
            throw CliFault.usage("which build to cancel is not said", "See: skerry builds");
        }
        if (build == null) {
            show(hub.list(path).stream()
                    .sorted(Comparator.comparing((JsonNode item) -> Json.text(item, "createdAt"))
                            .reversed())
                    .toList());
            return 0;
        }
        var one = cancel
                ? hub.post(path + "/" + build + ":cancel", Json.object()).body()
                : hub.get(path + "/" + build).body();
        show(List.of(one));
        return 0;
    }

    private void show(List<JsonNode> builds) {
        if (hubOptions.json()) {
            session.printJson(build != null ? builds.getFirst() : items(builds));
            return;
        }
        var now = session.console().clock().instant();
        var table =
                Table.of("BUILD", "COMPONENT", "STATE", "DATA CENTER", "BEGUN", "LANGUAGE", "COMMIT", "STEP OR CAUSE");
        for (var item : builds) {
            var status = item.path("status");
            table.row(
                    cell(Json.text(item, "name")),
                    cell(Json.text(item.path("spec"), "component")),
                    state(OperationFollower.state(status)),
                    cell(Json.text(item.path("spec"), "dataCenter")),
                    cell(Age.since(Age.parse(Json.text(item, "createdAt")), now)),
                    cell(Json.text(status.path("detection"), "chosen")),
                    cell(commit(status)),
                    cell(words(status)));
        }
        if (table.isEmpty()) {
            session.console().err().println("No build yet.");
        } else {
            table.print(session.console());
        }
    }

    private static String words(JsonNode status) {
        var queue = status.path("queue");
        var step = Json.text(status, "step");
        return queue.has("reason") ? step + ": " + Json.text(queue, "reason") : step;
    }

    private static String commit(JsonNode status) {
        var commit = Json.text(status.path("source"), "commit");
        return commit.substring(0, Math.min(COMMIT_LENGTH, commit.length()));
    }

    private static JsonNode items(List<JsonNode> builds) {
        var items = Json.array();
        items.addAll(builds);
        return Json.object().set("items", items);
    }
}
