package io.skerry.cli.command.hub;

import static io.skerry.cli.output.Table.cell;
import static io.skerry.cli.output.Table.state;

import io.skerry.cli.api.Paths;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.output.Age;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code backup}: what the hub could be brought back from. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Backups of the hub: list them, make one, look at one, prove one, fetch one, delete one.")
public final class Backups implements Callable<Integer> {

    private static final long KIBI = 1024;

    private final List list;

    /** The word; alone it lists. */
    public Backups(List list) {
        this.list = list;
    }

    @Override
    public Integer call() {
        return list.call();
    }

    /** A size as people read it. */
    static String size(long bytes) {
        return bytes < KIBI * KIBI ? (bytes + KIBI - 1) / KIBI + " KiB" : bytes / KIBI / KIBI + " MiB";
    }

    /** {@code backup list}. */
    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Show backups, newest first, and how old the last good one is.")
    public static final class List implements Callable<Integer> {

        private final Session session;

        @Mixin
        private HubOptions hubOptions = new HubOptions();

        /** The word, for that session. */
        public List(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            var answer = session.hub(hubOptions).get(Paths.BACKUPS).body();
            if (hubOptions.json()) {
                session.printJson(answer);
                return 0;
            }
            var table = Table.of("BACKUP", "MADE", "STATE", "ROWS", "SIZE", "SEALED", "KEYS");
            answer.path("items").values().forEach(item -> row(table, item));
            if (!table.isEmpty()) {
                table.print(session.console());
            }
            session.console().err().println(Json.text(answer.path("health"), "message"));
            return 0;
        }

        private void row(Table table, JsonNode item) {
            table.row(
                    cell(Json.text(item, "name")),
                    cell(Age.since(
                            Age.parse(Json.text(item, "createdAt")),
                            session.console().clock().instant())),
                    state(Json.text(item, "state")),
                    cell(item.path("rows").asLong(0)),
                    cell(size(item.path("bytes").asLong(0))),
                    cell(item.path("sealed").asBoolean(false) ? "yes" : "no"),
                    cell(item.path("keysIncluded").asBoolean(false) ? "inside" : "not inside"));
        }
    }

    /** {@code backup show}. */
    @Command(
            name = "show",
            mixinStandardHelpOptions = true,
            description = "Show what a backup holds, and what else is needed to live from it.")
    public static final class Show implements Callable<Integer> {

        private final Session session;

        @Mixin
        private HubOptions hubOptions = new HubOptions();

        @Parameters(paramLabel = "BACKUP", description = "Which.")
        private String name = "";

        /** The word, for that session. */
        public Show(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            var backup = session.hub(hubOptions).get(Paths.backup(name)).body();
            if (hubOptions.json()) {
                session.printJson(backup);
                return 0;
            }
            var out = session.console().out();
            out.println(Json.text(backup, "name") + ", made " + Json.text(backup, "createdAt") + " by Skerry "
                    + Json.text(backup, "software") + ", schema " + Json.text(backup, "schemaVersion") + ": "
                    + Json.text(backup, "state"));
            if (backup.hasNonNull("message")) {
                out.println(Json.text(backup, "message"));
            }
            var table = Table.of("TABLE", "ROWS", "SIZE", "SHA-256");
            backup.path("tables")
                    .values()
                    .forEach(each -> table.row(
                            cell(Json.text(each, "name")),
                            cell(each.path("rows").asLong(0)),
                            cell(size(each.path("bytes").asLong(0))),
                            cell(Json.text(each, "sha256"))));
            table.print(session.console());
            backup.path("missing").values().forEach(each -> out.println("Not inside: " + each.asString("")));
            return 0;
        }
    }
}
