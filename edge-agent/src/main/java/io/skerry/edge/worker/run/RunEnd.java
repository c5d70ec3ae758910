package io.skerry.edge.worker.run;

import io.skerry.edge.runtime.Exit;
import io.skerry.edge.worker.instance.ExitCause;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a one-off command ended.
 *
 * @param exitCode absent if it never ran, or nobody saw it end
 * @param cause why it counts as failed; absent if it does not
 */
record RunEnd(
        @Nullable Integer exitCode,
        List<String> lastLines,
        @Nullable Cause cause) {

    private static final String BEFORE_AGAIN = "See whether it did its work, then run it again if it did not.";

    /** Why somebody stopped it. */
    enum Stopped {
        NOT,
        CANCELLED,
        TIME_LIMIT
    }

    /** It was not begun. */
    static RunEnd refused(Cause cause) {
        return new RunEnd(null, List.of(), cause);
    }

    static RunEnd cancelledBefore() {
        return refused(Cause.of(ErrorCode.CANCELLED, "It was cancelled before it began.", null));
    }

    /** It was begun, and nothing of it is left. */
    static RunEnd unknown() {
        return refused(Cause.of(
                ErrorCode.OUTCOME_UNKNOWN,
                "It was begun and is over, but nobody saw how it ended: the machine or the agent went down as it began.",
                BEFORE_AGAIN));
    }

    static RunEnd of(Exit exit, Stopped stopped, long limitSeconds) {
        return new RunEnd(exit.code(), exit.lastLines(), cause(exit, stopped, limitSeconds));
    }

    private static @Nullable Cause cause(Exit exit, Stopped stopped, long limitSeconds) {
        return switch (stopped) {
            case CANCELLED -> with(exit, ErrorCode.CANCELLED, "It was cancelled while it ran.", null);
            case TIME_LIMIT ->
                with(
                        exit,
                        ErrorCode.EXPIRED,
                        "It ran longer than its time limit of " + limitSeconds + " s and was stopped.",
                        "Give it more time.");
            case NOT -> ExitCause.overuse(exit).orElseGet(() -> byItself(exit));
        };
    }

    private static @Nullable Cause byItself(Exit exit) {
        var code = exit.code();
        if (code == null) {
            return with(
                    exit,
                    ErrorCode.OUTCOME_UNKNOWN,
                    "It is over, but nobody saw how it ended." + reason(exit),
                    BEFORE_AGAIN);
        }
        return code == 0
                ? null
                : with(
                        exit,
                        ErrorCode.INSTANCE_EXITED,
                        "The command ended with exit code " + code + "." + reason(exit),
                        advice(code));
    }

    private static String reason(Exit exit) {
        return exit.reason() == null ? "" : " " + exit.reason();
    }

    private static String advice(int code) {
        return switch (code) {
            case 126 -> "The command cannot be executed: check its permissions and its first line.";
            case 127 -> "The command was not found: it is no shell line; for one, run sh -c '…'.";
            default -> "Look at the last lines it wrote.";
        };
    }

    private static Cause with(Exit exit, ErrorCode code, String message, @Nullable String advice) {
        return new Cause(code, message, advice, exit.code(), exit.lastLines());
    }
}
