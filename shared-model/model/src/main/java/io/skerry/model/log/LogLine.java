package io.skerry.model.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line.
 *
 * @param position of the line within its stream, opaque, rising
 * @param at when the relay read it, by the data center's clock
 * @param dropped how many lines were lost just before this one, absent if none
 */
public record LogLine(
        LogStream stream,
        long position,
        Instant at,
        String text,
        @Nullable Long dropped) {}
