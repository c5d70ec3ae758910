package io.skerry.cli.command;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A time as somebody writes it: so long ago, or a point in time.
 *
 * @param ago absent: a point in time
 * @param point absent: so long ago
 */
public record When(@Nullable Duration ago, @Nullable Instant point) {

    /** The point in time it means now. */
    public Instant at(Instant now) {
        return point != null ? point : ago == null ? now : now.minus(ago);
    }
}
