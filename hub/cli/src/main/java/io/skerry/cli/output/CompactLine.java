package io.skerry.cli.output;

import static java.util.function.Predicate.not;

import io.skerry.cli.fault.CliFault;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A line as people read it: of a JSON line its time, level and message, then what else it says. Other lines stay as they are. */
public final class CompactLine {

    private static final List<String> TIME = List.of("time", "timestamp", "ts", "@timestamp");
    private static final List<String> LEVEL = List.of("level", "severity", "lvl", "loglevel", "log.level");
    private static final List<String> MESSAGE = List.of("message", "msg");

    private CompactLine() {}

    /** The line, shorter where it is a JSON object with a message. */
    public static String of(String text) {
        if (!text.startsWith("{") || !text.stripTrailing().endsWith("}")) {
            return text;
        }
        try {
            var line = Json.read(text.getBytes(StandardCharsets.UTF_8));
            return first(MESSAGE, line).isEmpty() ? text : compact(line);
        } catch (CliFault e) {
            // It only looked like JSON.
            return text;
        }
    }

    private static String compact(JsonNode line) {
        var level = first(LEVEL, line);
        var leading = Stream.of(first(TIME, line), level, first(MESSAGE, line))
                .filter(not(String::isEmpty))
                .toList();
        var first = leading.stream().map(name -> {
            var value = value(line.path(name));
            return name.equals(level) ? value.toUpperCase(Locale.ROOT) : value;
        });
        var rest = line.properties().stream()
                .filter(field -> !leading.contains(field.getKey()))
                .map(field -> field.getKey() + "=" + value(field.getValue()));
        return Stream.concat(first, rest).collect(Collectors.joining(" "));
    }

    private static String first(List<String> names, JsonNode line) {
        return names.stream()
                .filter(name -> line.path(name).isValueNode())
                .findFirst()
                .orElse("");
    }

    private static String value(JsonNode node) {
        return node.isValueNode() && !node.isNull() ? node.asString() : node.toString();
    }
}
