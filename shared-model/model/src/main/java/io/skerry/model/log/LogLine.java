package io.skerry.model.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line.
 *
 * @param position of the line within its stream, opaque, rising
 * @param at when the relay read it, by the data center's clock
 * @param dropped how many lines were lost just before this one, absent if none
 * @param number how many lines of its stream came before it, lost ones too: stream and number name a line for good; absent where the
 *     relay is too old to say
 */
public record LogLine(
        LogStream stream,
        long position,
        Instant at,
        String text,
        @Nullable Long dropped,
        @Nullable Long number) {}
