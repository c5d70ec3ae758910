package io.skerry.hub.api;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Merge patches ({@code application/vnd.skerry.merge+json}): null removes a field; lists with a key are merged by it, others replaced whole;
 * {@code {"name": "X", "$remove": true}} removes an element.
 */
public final class MergePatch {

    private static final String REMOVE = "$remove";
    private static final Map<String, List<String>> KEYS = Map.of(
            "env", List.of("name"),
            "ports", List.of("name"),
            "volumes", List.of("name"),
            "files", List.of("path"),
            "dependencies", List.of("alias", "component"));

    private MergePatch() {}

    /** The target with the patch applied; neither argument is changed. */
    public static JsonNode apply(JsonNode target, JsonNode patch) {
        if (!(patch instanceof ObjectNode changes)) {
            return patch;
        }
        var result = target instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        for (var change : changes.properties()) {
            if (change.getValue().isNull()) {
                result.remove(change.getKey());
            } else {
                result.set(change.getKey(), merged(change.getKey(), result.get(change.getKey()), change.getValue()));
            }
        }
        return result;
    }

    private static JsonNode merged(String field, @Nullable JsonNode before, JsonNode change) {
        var keys = KEYS.get(field);
        if (keys != null && change instanceof ArrayNode elements) {
            return mergedList(
                    keys, before instanceof ArrayNode list ? list : JsonNodeFactory.instance.arrayNode(), elements);
        }
        return apply(before == null ? JsonNodeFactory.instance.objectNode() : before, change);
    }

    private static ArrayNode mergedList(List<String> keys, ArrayNode before, ArrayNode changes) {
        var result = new ArrayList<JsonNode>();
        before.forEach(result::add);
        for (var change : changes) {
            var index = indexOf(result, keys, change);
            if (change.path(REMOVE).asBoolean(false)) {
                if (index >= 0) {
                    result.remove(index);
                }
            } else if (index >= 0) {
                result.set(index, apply(result.get(index), change));
            } else {
                result.add(apply(JsonNodeFactory.instance.objectNode(), change));
            }
        }
        return JsonNodeFactory.instance.arrayNode().addAll(result);
    }

    private static int indexOf(List<JsonNode> elements, List<String> keys, JsonNode change) {
        for (var i = 0; i < elements.size(); i++) {
            if (identity(elements.get(i), keys).equals(identity(change, keys))) {
                return i;
            }
        }
        return -1;
    }

    private static String identity(JsonNode element, List<String> keys) {
        for (var key : keys) {
            if (element.hasNonNull(key)) {
                return key + "=" + element.get(key).asString();
            }
        }
        return "";
    }
}
