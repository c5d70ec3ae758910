package io.skerry.edge.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a process ended.
 *
 * @param code 128 + signal when it was killed; null when nobody could see it end, as after a crash of the machine
 * @param reason what the runtime did to it, as a sentence: it did not end within its grace, it used too much memory; null if nothing
 * @param overuse the limit it went over, if that ended it
 * @param lastLines the last lines it wrote, oldest first
 */
public record Exit(
        @Nullable Integer code,
        @Nullable String reason,
        @Nullable Overuse overuse,
        List<String> lastLines) {

    public Exit {
        lastLines = List.copyOf(lastLines);
    }

    /** An end that no limit had a part in. */
    public Exit(@Nullable Integer code, @Nullable String reason, List<String> lastLines) {
        this(code, reason, null, lastLines);
    }
}
