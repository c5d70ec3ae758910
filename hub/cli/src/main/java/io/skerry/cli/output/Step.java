package io.skerry.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
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

    /**
     * How long it took, or takes so far; empty if that is not known.
     *
     * @param now absent where no time that passes is wanted
     */
    public Optional<Duration> took(@Nullable Instant now) {
        var end = isRunning() ? now : endedAt;
        return startedAt == null || end == null ? Optional.empty() : Optional.of(Duration.between(startedAt, end));
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
