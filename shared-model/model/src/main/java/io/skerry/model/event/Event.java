package io.skerry.model.event;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param id where a reader may go on from; opaque
 * @param at when the hub heard of it
 * @param observedAt when it was seen where it happened; earlier than {@code at} if a data center could not be heard meanwhile
 * @param tenant absent for what concerns the platform
 * @param figures such as {@code restarts}, {@code exitCode}, {@code ready}, {@code wanted}
 * @param operation the operation that did it
 * @param release the release it is about
 */
public record Event(
        String id,
        Instant at,
        Instant observedAt,
        @Nullable String tenant,
        @Nullable String application,
        @Nullable String component,
        @Nullable String dataCenter,
        @Nullable String instance,
        EventType type,
        Severity severity,
        String text,
        Map<String, Long> figures,
        @Nullable String operation,
        @Nullable Long release) {

    public Event {
        figures = Map.copyOf(figures);
    }
}
