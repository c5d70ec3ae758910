package io.skerry.build.detect;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.dataformat.yaml.YAMLFactory;

/** The values of a JSON or YAML text by their pointer, each with the line it stands on, so that a reason can name it. */
final class JsonLeaves {

    private final Map<String, Leaf> leaves = new LinkedHashMap<>();
    private final Set<String> parents = new LinkedHashSet<>();
    private final Map<String, Integer> places = new LinkedHashMap<>();

    /** @param line from 1 */
    record Leaf(String value, int line) {}

    private JsonLeaves() {}

    /** @throws JacksonException with its place, if the text is no JSON */
    static JsonLeaves of(String text) {
        return read(new JsonFactory().createParser(ObjectReadContext.empty(), text));
    }

    /** @throws JacksonException with its place, if the text is no YAML, or says something twice */
    static JsonLeaves ofYaml(String text) {
        var factory = YAMLFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return read(factory.createParser(ObjectReadContext.empty(), text));
    }

    private static JsonLeaves read(JsonParser open) {
        var found = new JsonLeaves();
        try (var parser = open) {
            for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token.isScalarValue() || token.isStructStart()) {
                    found.places.putIfAbsent(
                            parser.streamReadContext().pathAsPointer().toString(),
                            parser.currentTokenLocation().getLineNr());
                }
                if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                    var pointer = parser.streamReadContext().pathAsPointer();
                    var line = parser.currentTokenLocation().getLineNr();
                    found.leaves.put(pointer.toString(), new Leaf(parser.getString(), line));
                    for (var up = pointer.head(); up != null; up = up.head()) {
                        found.parents.add(up.toString());
                    }
                }
            }
        }
        return found;
    }

    /** Where every value begins, objects, arrays and nulls too; the text itself is at the empty pointer. */
    Map<String, Integer> places() {
        return Collections.unmodifiableMap(places);
    }

    Optional<Leaf> at(String pointer) {
        return Optional.ofNullable(leaves.get(pointer));
    }

    /** The names right under a pointer that have anything in them, in order. */
    List<String> children(String pointer) {
        var start = pointer + "/";
        return leaves.keySet().stream()
                .filter(leaf -> leaf.startsWith(start))
                .map(leaf -> leaf.substring(start.length()).split("/", 2)[0])
                .distinct()
                .toList();
    }

    /** The texts of an array. */
    List<String> values(String pointer) {
        return children(pointer).stream()
                .flatMap(index -> at(pointer + "/" + index).stream())
                .map(Leaf::value)
                .toList();
    }

    /** Whether there is an object or array with anything in it. */
    boolean holds(String pointer) {
        return parents.contains(pointer);
    }
}
