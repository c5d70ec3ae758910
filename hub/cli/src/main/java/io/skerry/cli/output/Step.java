package io.skerry.cli.output;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One part of long work as it stands.
 *
 * @param where the data center, or {@code hub}
 * @param state such as {@code running}
 * @param message a few words, {@code ""} for none
 */
public record Step(
        String where,
        String name,
        String state,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        String message) {

    /** What tells it from the other steps of the same work. */
    String key() {
        return where + "/" + name;
    }

    /** Whether it is under way. */
    boolean isRunning() {
        return startedAt != null && endedAt == null && !hasEnded();
    }

    private boolean hasEnded() {
        return switch (state) {
            case "succeeded", "failed", "cancelled" -> true;
            default -> false;
        };
    }
}
