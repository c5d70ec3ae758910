package io.skerry.hub.event;

import io.skerry.model.event.EventType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How often one subject was told of within a minute: an instance, or a component's states in a data center. Pure.
 *
 * @param since when the minute began
 * @param held how many more there were than were told
 * @param type of the last one
 */
record Flood(Instant since, int told, long held, EventType type) {

    /** So many a minute are told one by one. */
    static final int MOST = 5;

    static final Duration MINUTE = Duration.ofMinutes(1);

    /**
     * What comes of one more.
     *
     * @param tells whether it is told
     * @param over the minute before, if it has ended with more than was told
     */
    record Taken(Flood after, boolean tells, Optional<Flood> over) {}

    /** One more, which stands for so many. */
    static Taken take(@Nullable Flood before, Instant now, EventType type, long count) {
        if (before == null || before.isOver(now)) {
            var over = Optional.ofNullable(before).filter(flood -> flood.held() > 0);
            return new Taken(new Flood(now, 1, 0, type), true, over);
        }
        return before.told() < MOST
                ? new Taken(new Flood(before.since(), before.told() + 1, 0, type), true, Optional.empty())
                : new Taken(
                        new Flood(before.since(), before.told(), before.held() + count, type), false, Optional.empty());
    }

    boolean isOver(Instant now) {
        return !now.isBefore(since.plus(MINUTE));
    }

    /** One line for all that were held back. */
    String sentence() {
        return type == EventType.INSTANCE_RESTARTED
                ? held + " more restarts within a minute"
                : held + " more changes of its state within a minute; this was the last";
    }
}
