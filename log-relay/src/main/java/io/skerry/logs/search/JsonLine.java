package io.skerry.logs.search;

import io.skerry.model.log.LogLevel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A line that is a JSON object. */
final class JsonLine {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> LEVEL_FIELDS = List.of("level", "severity", "lvl", "loglevel", "log.level");

    private static final Map<String, LogLevel> NUMBERS = Map.of(
            "10", LogLevel.TRACE,
            "20", LogLevel.DEBUG,
            "30", LogLevel.INFO,
            "40", LogLevel.WARN,
            "50", LogLevel.ERROR,
            "60", LogLevel.FATAL);

    private final JsonNode object;

    private JsonLine(JsonNode object) {
        this.object = object;
    }

    static Optional<JsonLine> of(String text) {
        if (!text.startsWith("{") || !text.stripTrailing().endsWith("}")) {
            return Optional.empty();
        }
        try {
            var node = JSON.readTree(text);
            return node.isObject() ? Optional.of(new JsonLine(node)) : Optional.empty();
        } catch (JacksonException e) {
            // It only looked like one.
            return Optional.empty();
        }
    }

    /** The text of a field; of one further down where the name is a path. */
    Optional<String> field(String name) {
        var node = object.path(name);
        if (node.isMissingNode()) {
            node = object;
            for (var part : name.split("\\.", -1)) {
                node = node.path(part);
            }
        }
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        return Optional.of(node.isValueNode() && !node.isNull() ? node.asString() : node.toString());
    }

    Optional<LogLevel> level() {
        return LEVEL_FIELDS.stream()
                .flatMap(name -> field(name).stream())
                .findFirst()
                .flatMap(JsonLine::level);
    }

    /** A word, or a number as bunyan and pino write it. */
    private static Optional<LogLevel> level(String value) {
        var number = NUMBERS.get(value);
        return number == null ? LogLevel.of(value) : Optional.of(number);
    }

    /** The numbers that bunyan and pino write for that level and graver ones. */
    static Stream<String> numbersFrom(LogLevel least) {
        return NUMBERS.entrySet().stream()
                .filter(number -> number.getValue().compareTo(least) >= 0)
                .map(Map.Entry::getKey);
    }
}
