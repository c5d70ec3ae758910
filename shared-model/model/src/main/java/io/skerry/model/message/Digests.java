package io.skerry.model.message;

import java.util.Map;

/** After a mismatch of {@code holding}: every live key of the site and its version. */
public record Digests(Epoch epoch, long version, Map<String, Long> versions) implements Message {

    public Digests {
        versions = Map.copyOf(versions);
    }
}
