package io.skerry.cli.config;

import io.skerry.cli.fault.CliFault;
import io.skerry.cli.output.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The hubs this user knows, {@code skerry/config.json} in the user's configuration folder, readable by nobody else. */
public final class ContextFile {

    private final Path file;

    /** The contexts kept in that file. */
    public ContextFile(Path file) {
        this.file = file;
    }

    /** The file in its usual place. */
    public static ContextFile ofUser(Map<String, String> environment) {
        return new ContextFile(UserFolders.configuration(environment).resolve("config.json"));
    }

    /** Where it lies. */
    public Path path() {
        return file;
    }

    /** The hub in use, empty before the first sign-in. */
    public Optional<HubContext> current() {
        var tree = read();
        return find(tree, Json.text(tree, "current"));
    }

    /** What is known of the hub at that address. */
    public Optional<HubContext> find(String url) {
        return find(read(), new HubContext(url, null, null).url());
    }

    /** Keeps the hub and makes it the one in use. */
    public void use(HubContext context) {
        var tree = read();
        tree.put("current", context.url());
        var hub = tree.withObjectProperty("hubs").putObject(context.url());
        if (context.user() != null) {
            hub.put("user", context.user());
        }
        if (context.token() != null) {
            hub.put("token", context.token());
        }
        try {
            PrivateFiles.write(file, Json.pretty(tree) + "\n");
        } catch (IOException e) {
            throw CliFault.failed(
                    "cannot keep the sign-in in " + file + ": " + e.getMessage(),
                    "Make that folder writable, or set XDG_CONFIG_HOME to one that is.");
        }
    }

    private static Optional<HubContext> find(JsonNode tree, String url) {
        var hub = tree.path("hubs").get(url);
        if (hub == null) {
            return Optional.empty();
        }
        var user = Json.text(hub, "user");
        var token = Json.text(hub, "token");
        return Optional.of(new HubContext(url, user.isEmpty() ? null : user, token.isEmpty() ? null : token));
    }

    private ObjectNode read() {
        if (!Files.exists(file)) {
            return Json.object();
        }
        try {
            return Json.read(Files.readAllBytes(file)) instanceof ObjectNode tree ? tree : Json.object();
        } catch (IOException e) {
            throw CliFault.failed("cannot read " + file + ": " + e.getMessage(), "Check who owns it.");
        }
    }
}
