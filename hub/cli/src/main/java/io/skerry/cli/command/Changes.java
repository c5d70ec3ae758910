package io.skerry.cli.command;

import io.skerry.cli.output.Colour;
import io.skerry.cli.output.Console;
import io.skerry.cli.output.Json;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** Shows what a dry run would change. */
public final class Changes {

    private final Console console;

    /** Shown on that console. */
    public Changes(Console console) {
        this.console = console;
    }

    /** Prints the answer to a dry run: one line per value that goes, comes, or changes. */
    public void print(JsonNode answer, boolean json) {
        if (json) {
            console.out().println(Json.pretty(answer));
            return;
        }
        var changes = answer.path("changes");
        for (var change : changes.values()) {
            var whole = Json.text(change, "pointer").isEmpty();
            var pointer = whole ? "" : Json.text(change, "pointer") + " ";
            if (change.hasNonNull("before")) {
                console.out().println(console.paint(Colour.RED, "- " + pointer + value(change.path("before"))));
            }
            if (change.hasNonNull("after")) {
                console.out().println(console.paint(Colour.GREEN, "+ " + pointer + value(change.path("after"))));
            }
        }
        if (changes.isEmpty()) {
            console.err().println("Nothing would change.");
        }
    }

    private static String value(JsonNode node) {
        return new String(Json.write(node), StandardCharsets.UTF_8);
    }
}
