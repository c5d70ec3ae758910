package io.skerry.cli.command.hub;

import io.skerry.cli.api.Answer;
import io.skerry.cli.api.Paths;
import io.skerry.cli.command.Ending;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.command.WaitOptions;
import io.skerry.cli.output.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The words that make a backup and prove one. */
public final class MakeBackup {

    private MakeBackup() {}

    /** {@code backup create}. */
    @Command(
            name = "create",
            mixinStandardHelpOptions = true,
            description = "Make a backup while the hub runs, and read it back into a database of its own.")
    public static final class Create implements Callable<Integer> {

        private final Session session;

        @Mixin
        private HubOptions hubOptions = new HubOptions();

        @Mixin
        private WaitOptions wait = new WaitOptions();

        @Option(names = "--with-artifacts", description = "Copy artifacts too; else their digests alone are in it.")
        private boolean artifacts;

        /** The word, for that session. */
        public Create(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            var hub = session.hub(hubOptions);
            var answer = hub.post(Paths.BACKUPS, Json.object().put("copyArtifacts", artifacts));
            return ended(session, hubOptions, new Ending(session, hub, wait), answer, "is good");
        }
    }

    /** {@code backup verify}. */
    @Command(
            name = "verify",
            mixinStandardHelpOptions = true,
            description = "Read a backup back once more and compare every table.")
    public static final class Verify implements Callable<Integer> {

        private final Session session;

        @Mixin
        private HubOptions hubOptions = new HubOptions();

        @Mixin
        private WaitOptions wait = new WaitOptions();

        @Parameters(paramLabel = "BACKUP", description = "Which.")
        private String name = "";

        /** The word, for that session. */
        public Verify(Session session) {
            this.session = session;
        }

        @Override
        public Integer call() {
            var hub = session.hub(hubOptions);
            var answer = hub.post(Paths.backup(name) + ":verify", Json.object());
            return ended(session, hubOptions, new Ending(session, hub, wait), answer, "is still good");
        }
    }

    private static int ended(Session session, HubOptions options, Ending ending, Answer answer, String end) {
        var operation = ending.of(answer);
        if (options.json()) {
            session.printJson(operation);
        } else if (operation.path("status").path("result").hasNonNull("backup")) {
            var result = operation.path("status").path("result");
            session.console().out().println("Backup " + Json.text(result, "backup") + " " + end + ".");
        }
        return 0;
    }
}
