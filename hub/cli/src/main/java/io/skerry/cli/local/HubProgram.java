package io.skerry.cli.local;

import io.skerry.cli.config.PrivateFiles;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.fault.ExitCode;
import io.skerry.cli.local.folder.LocalFolder;
import io.skerry.cli.local.program.Shelved;
import io.skerry.cli.output.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** The program in the hub's jar that works on its database while the hub is off. It knows the data; this knows the machine. */
final class HubProgram {

    private static final Duration ORPHANS_END = Duration.ofMinutes(1);
    private static final String MAIN = "io.skerry.hub.backup.restore.RestoreProgram";

    private final LocalFolder folder;
    private final Shelved hub;
    private final Map<String, String> database;

    /** @param database how the hub is told to reach it */
    HubProgram(LocalFolder folder, Shelved hub, Map<String, String> database) {
        this.folder = folder;
        this.hub = hub;
        this.database = Map.copyOf(database);
    }

    /** Whether an earlier restore was killed over changing places. */
    static boolean leftSomethingOpen(LocalFolder folder) {
        return Files.exists(folder.hub().resolve("restore.json"));
    }

    /**
     * Returns once no program is at work whose launcher was killed: it ends as soon as it notices, unless it is past the point from which
     * it only goes forward.
     */
    static void awaitOrphan(LocalFolder folder) throws IOException {
        var lock = folder.hub().resolve("restore.lock");
        if (!Files.exists(lock)) {
            return;
        }
        try (var channel = FileChannel.open(lock, StandardOpenOption.WRITE)) {
            Patience.until(
                    () -> isFree(channel),
                    ORPHANS_END,
                    () -> CliFault.failed(
                            "a restore whose launcher is gone is still at work on the hub's database",
                            "Wait for its end and try again; see "
                                    + folder.run().resolve("restore.log") + "."));
        }
    }

    private static boolean isFree(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Does what the word says, and returns what came of it.
     *
     * @throws CliFault with what it says if it refuses
     */
    JsonNode call(String word, Map<String, String> settings) {
        var log = folder.run().resolve("restore.log");
        try {
            PrivateFiles.folder(folder.run());
            PrivateFiles.folder(folder.hub());
            var builder =
                    new ProcessBuilder(hub.command(MAIN, List.of(word))).redirectError(Redirect.appendTo(log.toFile()));
            var environment = new HashMap<>(database);
            environment.put("SKERRY_DATA", folder.hub().toString());
            environment.putAll(settings);
            builder.environment().keySet().removeIf(name -> name.startsWith("SKERRY_"));
            builder.environment().putAll(environment);
            return answer(builder.start(), log);
        } catch (IOException e) {
            throw CliFault.failed("the hub's program for restoring cannot be run: " + e.getMessage(), "See " + log);
        }
    }

    private static JsonNode answer(Process process, Path log) throws IOException {
        var last = Json.object();
        // Open for as long as this launcher lives: its end tells the program that nobody waits any more.
        try (var _ = process.getOutputStream();
                var lines =
                        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("{\"result\"") || line.startsWith("{\"refused\"")) {
                    last.setAll(
                            (tools.jackson.databind.node.ObjectNode) Json.read(line.getBytes(StandardCharsets.UTF_8)));
                }
            }
        }
        var refused = last.path("refused");
        if (refused.isObject()) {
            throw new CliFault(ExitCode.FAILED, Json.text(refused, "message"), Json.text(refused, "advice"));
        }
        if (!last.has("result")) {
            throw CliFault.failed("the hub's program for restoring ended without a word", "All it wrote is in " + log);
        }
        return last.path("result");
    }
}
