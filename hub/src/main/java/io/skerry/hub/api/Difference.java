package io.skerry.hub.api;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One value that a change would change.
 *
 * @param before absent: the field is new
 * @param after absent: the field goes
 */
public record Difference(
        String pointer, @Nullable JsonNode before, @Nullable JsonNode after) {

    /** Every leaf in which two trees differ, in reading order. */
    public static List<Difference> between(@Nullable JsonNode before, @Nullable JsonNode after) {
        var found = new ArrayList<Difference>();
        collect("", before, after, found);
        return found;
    }

    private static void collect(
            String pointer, @Nullable JsonNode before, @Nullable JsonNode after, List<Difference> found) {
        if (before != null && after != null && before.isObject() && after.isObject()) {
            var names = new LinkedHashSet<>(before.propertyNames());
            names.addAll(after.propertyNames());
            names.forEach(name -> collect(pointer + "/" + name, before.get(name), after.get(name), found));
        } else if (before != null && after != null && before.isArray() && after.isArray()) {
            for (var i = 0; i < Math.max(before.size(), after.size()); i++) {
                collect(pointer + "/" + i, before.get(i), after.get(i), found);
            }
        } else if (before == null ? after != null : !before.equals(after)) {
            found.add(new Difference(pointer, before, after));
        }
    }
}
