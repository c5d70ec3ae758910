package io.skerry.cli.command.machine;

import io.skerry.cli.command.Confirmation;
import io.skerry.cli.command.Session;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.local.Maintenance;
import io.skerry.cli.local.UpReport;
import io.skerry.cli.local.UpRequest;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Progress;
import io.skerry.cli.output.Work;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code restore}: the hub of this machine as a backup has it. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = {
            "Bring the hub of this machine back from a backup. The hub stops meanwhile; applications go on.",
            "The backup is read into a database beside the old one and checked; then the two change places. The old one is"
                    + " kept until --forget. Data centers know more than the backup: each is held back until a person"
                    + " looked, see: skerry dc list."
        })
public final class Restore implements Callable<Integer> {

    private final Session session;

    @Mixin
    private FolderOptions folder = new FolderOptions();

    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Parameters(arity = "0..1", paramLabel = "FILE", description = "The backup, as skerry backup download wrote it.")
    private @Nullable Path file;

    @Option(names = "--key-file", paramLabel = "FILE", description = "Holds the key that the backup is sealed with.")
    private @Nullable Path keyFile;

    @Option(names = "--passphrase-file", paramLabel = "FILE", description = "Holds the passphrase in place of a key.")
    private @Nullable Path passphraseFile;

    @Option(
            names = "--without-keys",
            description = "Go on though the backup was made under keys that are gone: agents must enrol anew.")
    private boolean withoutKeys;

    @Option(names = "--check", description = "Only look whether it could be restored.")
    private boolean check;

    @Option(names = "--back", description = "Go back to the state before the last restore, which is kept.")
    private boolean back;

    @Option(names = "--forget", description = "Take away what is kept of the states before restores.")
    private boolean forget;

    /** The word, for that session. */
    public Restore(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws IOException {
        var settings = settings();
        var console = session.console();
        try (var progress = Progress.on(console)) {
            var request = new UpRequest(folder.folder(session), session.checkout(), List.of(), null, null);
            var work = new Work(progress, console.clock());
            var maintenance = new Maintenance(request, session.environment(), work, console.clock());
            var up = new UpReport[1];
            var result = maintenance.run(desk -> act(desk, settings), report -> up[0] = report);
            tell(result, progress, up[0] != null);
        }
        return 0;
    }

    private Map<String, String> settings() {
        if ((file == null ? 0 : 1) + (back ? 1 : 0) + (forget ? 1 : 0) != 1) {
            throw CliFault.usage("one of FILE, --back and --forget is wanted", "See: skerry restore --help");
        }
        if (keyFile != null && passphraseFile != null) {
            throw CliFault.usage("--key-file and --passphrase-file exclude each other", null);
        }
        var settings = new HashMap<String, String>();
        put(settings, "SKERRY_RESTORE_FILE", file);
        put(settings, "SKERRY_BACKUP_KEY_FILE", keyFile);
        put(settings, "SKERRY_BACKUP_PASSPHRASE_FILE", passphraseFile);
        settings.put("SKERRY_WITHOUT_KEYS", withoutKeys ? "yes" : "no");
        return settings;
    }

    private static void put(Map<String, String> settings, String name, @Nullable Path path) {
        if (path != null) {
            settings.put(name, path.toAbsolutePath().toString());
        }
    }

    private JsonNode act(Maintenance.Desk desk, Map<String, String> settings) {
        if (forget) {
            confirmation.require(session.console(), "Take away every state that is kept from before a restore?");
            return desk.step(
                    "forget", "forget", settings, gone -> gone.path("gone").size() + " taken away");
        }
        if (back) {
            confirmation.require(
                    session.console(), "Go back to the state before the last restore? What came since is kept aside.");
            desk.stopHub();
            return desk.step("go back", "back", settings, done -> "done");
        }
        var found = desk.step("check", "check", settings, Restore::described);
        if (check) {
            return found;
        }
        confirmation.require(session.console(), "Restore the hub to " + described(found) + "?");
        desk.stopHub();
        return desk.step("restore", "restore", settings, done -> "checked, and in place");
    }

    private static String described(JsonNode found) {
        return "backup " + Json.text(found, "backup") + " of " + Json.text(found, "createdAt") + ", "
                + found.path("rows").asLong(0) + " rows";
    }

    private void tell(JsonNode result, Progress progress, boolean isUp) {
        if (check || forget) {
            return;
        }
        progress.say("The state before is kept as database " + Json.text(result, "kept")
                + ". Back to it: ./skerry restore --back. Take it away: ./skerry restore --forget.");
        if (result.path("absentArtifacts").asInt(0) > 0) {
            progress.say(result.path("absentArtifacts").asInt(0)
                    + " artifacts are not here: their releases cannot come to further data centers.");
        }
        progress.say((isUp ? "The hub is up." : "Start the hub: ./skerry up.")
                + " Data centers are held back until you looked: skerry dc list, then skerry dc accept NAME.");
    }
}
