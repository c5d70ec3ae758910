package io.skerry.hub.resource.feed;

import io.skerry.hub.resource.Place;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One numbered change.
 *
 * @param before labels before it; absent when the object is new
 * @param after labels after it; absent when the object is gone
 */
public record Change(
        long revision,
        Place place,
        String name,
        UUID uid,
        long version,
        @Nullable Map<String, String> before,
        @Nullable Map<String, String> after) {

    /** Whether the object is gone. */
    public boolean removed() {
        return after == null;
    }
}
