package io.skerry.model.resource;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One object as the API shows it.
 *
 * @param version rises with every change; the ETag
 * @param generation rises with every change of the spec
 * @param origins in the effective view: where each part of the spec comes from that was not written there, by its JSON pointer
 * @param deletingSince set while data centers still hold parts of it
 */
public record Resource<S, T>(
        Kind kind,
        @Nullable String tenant,
        @Nullable String application,
        String name,
        String uid,
        long version,
        long generation,
        Map<String, String> labels,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant deletingSince,
        S spec,
        @Nullable Map<String, String> origins,
        @Nullable T status) {

    public Resource {
        labels = Map.copyOf(labels);
        origins = origins == null ? null : Map.copyOf(origins);
    }
}
