package io.skerry.cli.local.process;

import io.skerry.cli.config.PrivateFiles;
import io.skerry.cli.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A process that was started, as kept in {@code run/<name>.json}: enough to know it again and to start it again. */
public record LaunchRecord(Launch launch, ProcessIdentity identity) {

    void write(Path file) throws IOException {
        var tree = Json.object();
        tree.put("name", launch.name());
        launch.command().forEach(tree.withArrayProperty("command")::add);
        launch.environment().forEach(tree.withObjectProperty("environment")::put);
        if (launch.learns() != null) {
            tree.put("learns", launch.learns().toString());
        }
        tree.put("stopSignal", launch.stopSignal());
        tree.put("pid", identity.pid());
        tree.put("startTicks", identity.startTicks());
        tree.put("bootId", identity.bootId());
        PrivateFiles.write(file, Json.pretty(tree) + "\n");
    }

    static Optional<LaunchRecord> read(Path file) throws IOException {
        return Files.exists(file) ? Optional.of(parse(Json.read(Files.readAllBytes(file)))) : Optional.empty();
    }

    private static LaunchRecord parse(JsonNode tree) {
        var command = new ArrayList<String>();
        tree.path("command").values().forEach(argument -> command.add(argument.asString("")));
        var environment = new LinkedHashMap<String, String>();
        tree.path("environment")
                .properties()
                .forEach(e -> environment.put(e.getKey(), e.getValue().asString("")));
        var learns = Json.text(tree, "learns");
        var launch = new Launch(
                Json.text(tree, "name"),
                command,
                environment,
                learns.isEmpty() ? null : Path.of(learns),
                Json.text(tree, "stopSignal"));
        return new LaunchRecord(
                launch,
                new ProcessIdentity(
                        tree.path("pid").asLong(0), tree.path("startTicks").asLong(0), Json.text(tree, "bootId")));
    }
}
