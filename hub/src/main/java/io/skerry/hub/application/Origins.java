package io.skerry.hub.application;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Where each value of an effective spec comes from; pure. */
final class Origins {

    private static final List<String> KEYS = List.of("name", "alias", "path", "component");

    private final Map<String, String> found = new HashMap<>();

    private Origins() {}

    /** Pointers of values that were not written: {@code "override"} where a data center says them, else {@code "default"}. */
    static Map<String, String> of(JsonNode written, JsonNode overridden, JsonNode effective) {
        var origins = new Origins();
        origins.walk("", written, overridden, effective);
        return origins.found;
    }

    private void walk(String pointer, @Nullable JsonNode written, @Nullable JsonNode overridden, JsonNode effective) {
        if (effective.isObject()) {
            effective
                    .properties()
                    .forEach(field -> walk(
                            pointer + "/" + field.getKey().replace("~", "~0").replace("/", "~1"),
                            field(written, field.getKey()),
                            field(overridden, field.getKey()),
                            field.getValue()));
        } else if (effective.isArray()) {
            for (var i = 0; i < effective.size(); i++) {
                var element = effective.get(i);
                walk(pointer + "/" + i, same(written, element, i), same(overridden, element, i), element);
            }
        } else if (overridden == null) {
            found.put(pointer, "default");
        } else if (!Objects.equals(written, overridden)) {
            found.put(pointer, "override");
        }
    }

    private static @Nullable JsonNode field(@Nullable JsonNode node, String name) {
        return node == null ? null : node.get(name);
    }

    /** The element of a list that is meant by this one: by its key, else by its place. */
    private static @Nullable JsonNode same(@Nullable JsonNode list, JsonNode element, int index) {
        if (list == null) {
            return null;
        }
        var key = KEYS.stream().filter(element::hasNonNull).findFirst();
        if (key.isEmpty()) {
            return list.get(index);
        }
        for (var other : list) {
            if (element.get(key.get()).equals(other.get(key.get()))) {
                return other;
            }
        }
        return element.has("component") ? byComponent(list, element) : null;
    }

    /** A dependency's alias is its component's name where none is written. */
    private static @Nullable JsonNode byComponent(JsonNode list, JsonNode element) {
        for (var other : list) {
            if (!other.has("alias") && element.get("component").equals(other.get("component"))) {
                return other;
            }
        }
        return null;
    }
}
