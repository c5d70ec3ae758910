package io.skerry.hub.resource;

import io.skerry.hub.api.HubException;
import io.skerry.model.error.ErrorCode;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Refuses fields of later work by name. A pattern is a JSON pointer; {@code *} stands for any element, {@code =value} at the end refuses that
 * value only: {@code /env/*}{@code /secret}, {@code /type=cron}.
 */
final class NotAvailableYet {

    private NotAvailableYet() {}

    static void check(List<String> patterns, JsonNode spec) {
        for (var pattern : patterns) {
            var value = pattern.indexOf('=');
            var path = value < 0 ? pattern : pattern.substring(0, value);
            walk(spec, path.substring(1).split("/"), 0, "", value < 0 ? "" : pattern.substring(value + 1));
        }
    }

    private static void walk(JsonNode node, String[] steps, int depth, String at, String value) {
        if (depth == steps.length) {
            if (!node.isNull() && (value.isEmpty() || value.equals(node.asString("")))) {
                var what = value.isEmpty() ? "'" + steps[depth - 1] + "'" : "'" + value + "'";
                throw HubException.at(
                        ErrorCode.NOT_AVAILABLE_YET,
                        at,
                        what + " is not available yet.",
                        "Leave it out; a later version will act on it.");
            }
            return;
        }
        if (steps[depth].equals("*")) {
            if (node.isObject()) {
                node.properties().forEach(e -> walk(e.getValue(), steps, depth + 1, at + "/" + e.getKey(), value));
            } else {
                for (var i = 0; i < node.size(); i++) {
                    walk(node.get(i), steps, depth + 1, at + "/" + i, value);
                }
            }
        } else if (node.has(steps[depth])) {
            walk(node.get(steps[depth]), steps, depth + 1, at + "/" + steps[depth], value);
        }
    }
}
