package io.skerry.hub.api;

import io.skerry.model.error.ErrorCode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A label selector: {@code team=shop,tier=front}; every pair must match. */
public record Selector(Map<String, String> labels) {

    /** Selects everything. */
    public static final Selector ALL = new Selector(Map.of());

    public Selector {
        labels = Map.copyOf(labels);
    }

    /** Reads the query parameter; null selects everything. */
    public static Selector parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return ALL;
        }
        var labels = new LinkedHashMap<String, String>();
        for (var pair : text.split(",", -1)) {
            var parts = pair.split("=", 2);
            if (parts.length != 2 || parts[0].isBlank()) {
                throw HubException.of(
                        ErrorCode.MALFORMED,
                        "'" + pair + "' is no part of a selector.",
                        "Write selector=team=shop,tier=front.");
            }
            labels.put(parts[0].trim(), parts[1].trim());
        }
        return new Selector(labels);
    }

    /** Whether an object with these labels is selected. */
    public boolean matches(Map<String, String> of) {
        return of.entrySet().containsAll(labels.entrySet());
    }
}
