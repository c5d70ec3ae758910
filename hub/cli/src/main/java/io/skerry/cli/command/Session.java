package io.skerry.cli.command;

import io.skerry.cli.api.HubClient;
import io.skerry.cli.config.ContextFile;
import io.skerry.cli.config.HubContext;
import io.skerry.cli.output.Console;
import io.skerry.cli.output.Json;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** What every command works with: where it prints, what the user's environment says, which hubs the user knows. */
public record Session(Console console, Map<String, String> environment, ContextFile contexts) {

    private static final String USUAL_HUB = "http://127.0.0.1:7080";
    /** Set by the launcher: the folder it lies in. */
    private static final String CHECKOUT = "skerry.home";

    /** The hub a command is for: the one named, else the one in use, else the one this machine would run. */
    public HubClient hub(HubOptions options) {
        return new HubClient(context(options));
    }

    /** The context behind {@link #hub}. */
    public HubContext context(HubOptions options) {
        if (!options.url().isEmpty()) {
            return contexts.find(options.url()).orElseGet(() -> new HubContext(options.url(), null, null));
        }
        return contexts.current().orElseGet(() -> new HubContext(USUAL_HUB, null, null));
    }

    /** Prints an answer as JSON. */
    public void printJson(JsonNode answer) {
        console.out().println(Json.pretty(answer));
    }

    /** The folder with the launcher and the built programs. */
    public Path checkout() {
        return Path.of(System.getProperty(CHECKOUT, ".")).toAbsolutePath().normalize();
    }
}
