package io.skerry.hub.backup.restore;

import io.skerry.hub.TestHub;
import io.skerry.hub.api.Json;
import io.skerry.hub.backup.database.ServerRepository;
import io.skerry.testkit.crash.CrashAgent;
import io.skerry.testkit.crash.CrashPoint;
import io.skerry.testkit.lab.Program;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Does to a hub that is off what the launcher would. */
final class RestoreLab {

    private static final Path JAR = Path.of("target/hub.jar").toAbsolutePath();

    private final TestHub hub;

    RestoreLab(TestHub hub) {
        this.hub = hub;
    }

    /** Calls the program's word; the last thing it said. */
    JsonNode call(String word, String... more) {
        var said = new ByteArrayOutputStream();
        RestoreProgram.run(word, environment(more), new PrintStream(said, true, StandardCharsets.UTF_8), () -> {});
        return Json.parse(said.toString(StandardCharsets.UTF_8).lines().toList().getLast());
    }

    /** The same in a process of its own that dies at that point; its exit code. */
    int dying(CrashPoint point, Path folder, String word, String... more) throws IOException {
        var armed = Files.writeString(folder.resolve("armed"), "");
        var arguments =
                List.of(CrashAgent.argument(armed, point), "-cp", JAR.toString(), RestoreProgram.class.getName(), word);
        try (var program = Program.start(JAR, folder.resolve("restore.log"), environment(more), arguments)) {
            return program.awaitExit(java.time.Duration.ofSeconds(60));
        }
    }

    /** What starts the program in a process of its own. */
    List<String> command(String word) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                JAR.toString(),
                RestoreProgram.class.getName(),
                word);
    }

    ServerRepository server() {
        return new ServerRepository(hub.settings().database());
    }

    Map<String, String> environment(String... more) {
        var environment = new HashMap<>(Map.of(
                "SKERRY_DATA", hub.data().toString(),
                "SKERRY_DATABASE_URL", hub.settings().database().url(),
                "SKERRY_DATABASE_USER", "skerry"));
        for (var i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    /** Makes a backup; returns its file. */
    Path backup() {
        var operation = hub.ended(hub.post("/api/v1/backups", "{}").header("Location"));
        var name = operation.json().at("/status/result/backup").asString();
        if (name.isEmpty()) {
            throw new AssertionError(operation);
        }
        var sealed = hub.settings().backup().passphraseFile() != null;
        return hub.settings().backup().folder().resolve(name + (sealed ? ".sealed" : ".zip"));
    }

    List<String> tenants() {
        return hub.get("/api/v1/tenants").json().get("items").findValuesAsString("name");
    }
}
