package io.skerry.hub.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A hook as it is stored, without its secret. */
record Webhook(
        String id,
        String tenant,
        String application,
        UUID component,
        Provider provider,
        @Nullable String ref,
        List<String> paths,
        Instant created) {

    Webhook {
        paths = List.copyOf(paths);
    }
}
