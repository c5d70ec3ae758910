package io.skerry.hub.backup.restore;

import io.skerry.hub.HubSettings.DatabaseSettings;
import io.skerry.hub.api.Json;
import io.skerry.hub.backup.archive.BackupKey;
import io.skerry.hub.backup.archive.BackupRefused;
import io.skerry.hub.backup.archive.Manifest;
import io.skerry.hub.backup.database.ServerRepository;
import io.skerry.hub.backup.work.HubFolder;
import io.skerry.hub.backup.work.Watch;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A program of its own in the hub's jar, called by the launcher with one word and settings in the environment. Writes JSON lines: how far
 * it is, and at the end either a result or why it was refused.
 */
public final class RestoreProgram {

    /** Held while this program works on the hub's database; {@code up} looks at it. */
    private static final String LOCK = "restore.lock";

    private static final int ABANDONED = 3;

    private final Map<String, String> environment;
    private final PrintStream out;
    private final ServerRepository server;
    private final HubFolder folder;
    private final KeptStates states;
    private final Runnable noWayBack;

    private RestoreProgram(Map<String, String> environment, PrintStream out, Runnable noWayBack) {
        this.environment = environment;
        this.out = out;
        this.noWayBack = noWayBack;
        this.server = new ServerRepository(new DatabaseSettings(
                required("SKERRY_DATABASE_URL"),
                required("SKERRY_DATABASE_USER"),
                path("SKERRY_DATABASE_PASSWORD_FILE")));
        this.folder = new HubFolder(Path.of(required("SKERRY_DATA")));
        this.states = new KeptStates(server, folder, Clock.systemUTC());
    }

    /** Does what the word says. */
    public static void main(String[] words) {
        var lifeline = Lifeline.on(System.in, () -> Runtime.getRuntime().halt(ABANDONED));
        System.exit(run(words.length == 0 ? "" : words[0], System.getenv(), System.out, lifeline::release));
    }

    /**
     * The same; returns the exit code.
     *
     * @param noWayBack is called before the first thing that only this program can end
     */
    static int run(String word, Map<String, String> environment, PrintStream out, Runnable noWayBack) {
        try {
            var program = new RestoreProgram(environment, out, noWayBack);
            Files.createDirectories(program.folder.root());
            try (var _ = program.alone()) {
                program.say(Map.of("result", program.result(word)));
            }
            return 0;
        } catch (BackupRefused e) {
            out.println(Json.text(Map.of("refused", Map.of("message", e.sentence(), "advice", e.advice()))));
            return 1;
        } catch (IOException | RuntimeException e) {
            e.printStackTrace(System.err);
            out.println(Json.text(Map.of("refused", Map.of("message", e.toString(), "advice", "See what it wrote."))));
            return 1;
        }
    }

    /** Whoever would start the hub waits until this is given back; it goes with the process, however that ends. */
    private FileChannel alone() throws IOException {
        var channel =
                FileChannel.open(folder.root().resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (channel.tryLock() == null) {
            channel.close();
            throw new BackupRefused("another restore is at work on this hub", "Wait for its end, then try again.");
        }
        return channel;
    }

    private Object result(String word) throws IOException {
        return switch (word) {
            case "check" -> described(prepared().archive().manifest());
            case "restore" -> restored();
            case "settle" -> Map.of("changed", settled());
            case "back" -> {
                settled();
                noWayBack.run();
                yield Map.of("kept", states.back());
            }
            case "forget" -> {
                settled();
                yield Map.of("gone", states.forget());
            }
            default ->
                throw new BackupRefused("there is no word '" + word + "'", "This is called by ./skerry restore.");
        };
    }

    private Object restored() throws IOException {
        settled();
        var prepared = prepared();
        var done = prepared.run(states, noWayBack);
        var result = new LinkedHashMap<>(described(prepared.archive().manifest()));
        result.put("kept", done.kept());
        result.put("incarnation", done.incarnation());
        result.put("keysCame", done.keysCame());
        result.put("absentArtifacts", done.absentArtifacts().size());
        return result;
    }

    private Restoration prepared() throws IOException {
        return Restoration.prepare(
                server,
                folder,
                Path.of(required("SKERRY_RESTORE_FILE")),
                key(),
                "yes".equals(environment.get("SKERRY_WITHOUT_KEYS")),
                watch());
    }

    private boolean settled() throws IOException {
        var pending = PendingSwitch.read(folder.root());
        return pending.isPresent() && pending.get().settle(folder.root(), server);
    }

    private static Map<String, Object> described(Manifest manifest) {
        var result = new LinkedHashMap<String, Object>();
        result.put("backup", manifest.name());
        result.put("createdAt", manifest.createdAt().toString());
        result.put("software", manifest.software());
        result.put("schemaVersion", manifest.schema().version());
        result.put("rows", manifest.rows());
        result.put("tables", manifest.tables().size());
        return result;
    }

    private @Nullable BackupKey key() {
        var keyFile = path("SKERRY_BACKUP_KEY_FILE");
        var passphraseFile = path("SKERRY_BACKUP_PASSPHRASE_FILE");
        if (keyFile != null) {
            return BackupKey.ofKeyFile(keyFile);
        }
        return passphraseFile == null ? null : BackupKey.ofPassphraseFile(passphraseFile);
    }

    private Watch watch() {
        return new Watch() {
            @Override
            public void at(String message) {
                say(Map.of("at", message));
            }

            @Override
            public boolean cancelled() {
                return false;
            }
        };
    }

    private void say(Object line) {
        out.println(Json.text(line));
        out.flush();
    }

    private String required(String name) {
        var value = environment.get(name);
        if (value == null || value.isBlank()) {
            throw new BackupRefused(name + " is not set", "This program is called by ./skerry restore.");
        }
        return value;
    }

    private @Nullable Path path(String name) {
        var value = environment.get(name);
        return value == null || value.isBlank() ? null : Path.of(value);
    }
}
