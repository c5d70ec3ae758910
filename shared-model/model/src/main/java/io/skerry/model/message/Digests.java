package io.skerry.model.message;

import java.util.Map;

/**
 * After a mismatch of {@code holding}: every live key of the site and its version, without those whose body lost its digest. Opens a
 * request-stream of what differs, closed by a {@link Bookmark}.
 */
public record Digests(Epoch epoch, long version, Map<String, Long> versions) implements Message {

    public Digests {
        versions = Map.copyOf(versions);
    }
}
