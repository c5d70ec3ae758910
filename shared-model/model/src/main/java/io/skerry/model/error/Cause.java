package io.skerry.model.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why something failed, in words a user can act on.
 *
 * @param message one sentence
 * @param advice what to do next
 * @param exitCode the process's exit code, 128 + signal when it was killed
 * @param lastLines the last lines it wrote, oldest first
 */
public record Cause(
        ErrorCode code,
        String message,
        @Nullable String advice,
        @Nullable Integer exitCode,
        @Nullable List<String> lastLines) {

    public Cause {
        lastLines = lastLines == null ? null : List.copyOf(lastLines);
    }

    /** A cause without a process behind it. */
    public static Cause of(ErrorCode code, String message, @Nullable String advice) {
        return new Cause(code, message, advice, null, null);
    }
}
