package io.skerry.hub.resource;

import io.skerry.hub.api.Json;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A resource as it is stored.
 *
 * @param deleting since when it is being taken away
 */
public record Stored(
        UUID uid,
        Place place,
        String name,
        long version,
        long generation,
        Map<String, String> labels,
        JsonNode spec,
        Instant created,
        Instant updated,
        @Nullable Instant deleting) {

    public Stored {
        labels = Map.copyOf(labels);
    }

    /** The spec as its record. */
    public <S> S spec(Class<S> type) {
        return Json.read(spec, type);
    }

    /** Its path in the API. */
    public String path() {
        return place.path(name);
    }
}
