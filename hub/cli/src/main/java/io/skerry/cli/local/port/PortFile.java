package io.skerry.cli.local.port;

import io.skerry.cli.config.PrivateFiles;
import io.skerry.cli.local.folder.LocalFolder;
import io.skerry.cli.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Optional;

/** Keeps the port plan, so that addresses stay the same from one {@code up} to the next. */
public final class PortFile {

    private PortFile() {}

    /** The plan of the folder, empty if it has none. */
    public static Optional<PortPlan> read(LocalFolder folder) throws IOException {
        if (!Files.exists(folder.ports())) {
            return Optional.empty();
        }
        var tree = Json.read(Files.readAllBytes(folder.ports()));
        var slices = new HashMap<String, Integer>();
        tree.path("dataCenters")
                .properties()
                .forEach(e -> slices.put(e.getKey(), e.getValue().asInt(0)));
        return Optional.of(new PortPlan(
                tree.path("hub").asInt(PortPlan.HUB),
                tree.path("link").asInt(PortPlan.LINK),
                tree.path("database").asInt(0),
                slices));
    }

    /** Keeps the plan. */
    public static void write(LocalFolder folder, PortPlan plan) throws IOException {
        var tree = Json.object();
        tree.put("hub", plan.hub());
        tree.put("link", plan.link());
        tree.put("database", plan.database());
        plan.dataCenters().forEach(tree.withObjectProperty("dataCenters")::put);
        PrivateFiles.write(folder.ports(), Json.pretty(tree) + "\n");
    }
}
