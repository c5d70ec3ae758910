package io.skerry.cli.command.release;

import static io.skerry.cli.output.Table.cell;
import static io.skerry.cli.output.Table.state;

import io.skerry.cli.command.AppOptions;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.output.Age;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** What is done with one hook: its log, a delivery of it again, its end. */
public final class HookWords {

    private HookWords() {}

    /** {@code hooks deliveries}. */
    @Command(
            name = "deliveries",
            mixinStandardHelpOptions = true,
            description = "Show the last calls of a hook and what came of each, newest first.")
    public static final class Deliveries implements Callable<Integer> {

        private final Session session;

        @Mixin
        private HubOptions hubOptions = new HubOptions();

        @Mixin
        private AppOptions app = new AppOptions();

        @Parameters(paramLabel = "HOOK", description = "Which.")
        private String hook = "";

        /** The word, for that session. */
        public Deliveries(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            var calls = session.hub(hubOptions).list(Hooks.path(app) + "/" + hook + "/deliveries");
            if (hubOptions.json()) {
                var items = Json.array();
                items.addAll(calls);
                session.printJson(Json.object().set("items", items));
                return 0;
            }
            var now = session.console().clock().instant();
            var table = Table.of("DELIVERY", "AT", "FROM", "EVENT", "REF", "COMMIT", "VERDICT", "OPERATION OR REASON");
            for (var call : calls) {
                var operation = Json.text(call, "operation");
                table.row(
                        cell(call.path("id").asLong(0)),
                        cell(Age.since(Age.parse(Json.text(call, "at")), now)),
                        cell(Json.text(call, "from")),
                        cell(Json.text(call, "event")),
                        cell(Json.text(call, "ref")),
                        cell(Hooks.shortened(Json.text(call, "commit"))),
                        state(Json.text(call, "verdict")),
                        cell(operation.isEmpty() ? Json.text(call, "reason") : operation));
            }
            if (table.isEmpty()) {
                session.console().err().println("Nobody called it yet.");
            } else {
                table.print(session.console());
            }
            return 0;
        }
    }

    /** {@code hooks replay}. */
    @Command(
            name = "replay",
            mixinStandardHelpOptions = true,
            description = "Deploy again for a call of the log, whatever it came to then.")
    public static final class Replay implements Callable<Integer> {

        private final Session session;

        @Mixin
        private HubOptions hubOptions = new HubOptions();

        @Mixin
        private AppOptions app = new AppOptions();

        @Parameters(index = "0", paramLabel = "HOOK", description = "Which hook.")
        private String hook = "";

        @Parameters(index = "1", paramLabel = "DELIVERY", description = "Which call, by its number.")
        private long delivery;

        /** The word, for that session. */
        public Replay(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            var path = Hooks.path(app) + "/" + hook + "/deliveries/" + delivery + ":replay";
            var answer = session.hub(hubOptions).post(path, Json.object()).body();
            if (hubOptions.json()) {
                session.printJson(answer);
                return 0;
            }
            var operation = Json.text(answer, "operation");
            session.console()
                    .out()
                    .println(Json.text(answer, "verdict") + " "
                            + (operation.isEmpty() ? Json.text(answer, "reason") : operation));
            if (!operation.isEmpty()) {
                session.console().err().println("See: skerry operations " + operation);
            }
            return 0;
        }
    }

    /** {@code hooks rm}. */
    @Command(
            name = "rm",
            mixinStandardHelpOptions = true,
            description = "Take a hook away, and its log; calls to its address are refused from then on.")
    public static final class Remove implements Callable<Integer> {

        private final Session session;

        @Mixin
        private HubOptions hubOptions = new HubOptions();

        @Mixin
        private AppOptions app = new AppOptions();

        @Parameters(paramLabel = "HOOK", description = "Which.")
        private String hook = "";

        /** The word, for that session. */
        public Remove(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            session.hub(hubOptions).delete(Hooks.path(app) + "/" + hook);
            session.console().err().println("Gone. Take its address from the git server as well.");
            return 0;
        }
    }
}
