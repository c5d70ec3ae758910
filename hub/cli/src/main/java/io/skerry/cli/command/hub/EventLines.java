package io.skerry.cli.command.hub;

import static io.skerry.cli.output.Table.cell;

import io.skerry.cli.output.Age;
import io.skerry.cli.output.Colour;
import io.skerry.cli.output.Console;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Table;
import io.skerry.cli.output.Table.Cell;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Events as people read them: a table of those that were, a line for each that comes. */
final class EventLines {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    /** A word travels for a second or two; what took longer could not be heard meanwhile. */
    private static final Duration LATE = Duration.ofSeconds(10);

    private final Console console;

    EventLines(Console console) {
        this.console = console;
    }

    /** @param events oldest first */
    void table(List<JsonNode> events) {
        var now = console.clock().instant();
        var table = Table.of("SEEN", "TYPE", "DATA CENTER", "WHAT", "EVENT");
        for (var event : events) {
            table.row(
                    cell(Age.since(seen(event), now)),
                    new Cell(Json.text(event, "type"), colour(event)),
                    cell(Json.text(event, "dataCenter")),
                    cell(what(event)),
                    cell(Json.text(event, "text") + late(event)));
        }
        table.print(console);
    }

    void line(JsonNode event) {
        var at = seen(event);
        var time = at == null ? "--:--:--" : TIME.format(at.atZone(ZoneId.systemDefault()));
        var where = Stream.of(Json.text(event, "dataCenter"), what(event))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
        console.out()
                .println(time + " " + console.paint(colour(event), Json.text(event, "type")) + " "
                        + console.paint(Colour.CYAN, where) + " " + Json.text(event, "text") + late(event));
        console.out().flush();
    }

    private static String what(JsonNode event) {
        var instance = Json.text(event, "instance");
        return Stream.of(
                        Json.text(event, "tenant"),
                        Json.text(event, "application"),
                        instance.isEmpty() ? Json.text(event, "component") : instance)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining("/"));
    }

    private static String late(JsonNode event) {
        var seen = seen(event);
        var heard = Age.parse(Json.text(event, "at"));
        if (seen == null || heard == null || Duration.between(seen, heard).compareTo(LATE) < 0) {
            return "";
        }
        return " (heard " + Age.brief(Duration.between(seen, heard)) + " later)";
    }

    private static @Nullable Instant seen(JsonNode event) {
        return Age.parse(Json.text(event, "observedAt"));
    }

    private static Colour colour(JsonNode event) {
        return switch (Json.text(event, "severity")) {
            case "error" -> Colour.RED;
            case "warning" -> Colour.YELLOW;
            default -> Colour.PLAIN;
        };
    }
}
