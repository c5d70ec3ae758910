package io.skerry.edge.worker;

import io.skerry.edge.runtime.Exit;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import org.jspecify.annotations.Nullable;

/** Puts an end into words a user can act on. */
final class ExitCause {

    private ExitCause() {}

    static Cause of(Exit exit) {
        return new Cause(ErrorCode.INSTANCE_EXITED, message(exit), advice(exit.code()), exit.code(), exit.lastLines());
    }

    private static String message(Exit exit) {
        var code = exit.code();
        var ended = code == null
                ? "The process ended and nobody saw its exit code."
                : code > 128
                        ? "The process was ended by signal " + (code - 128) + " (exit code " + code + ")."
                        : "The process ended with exit code " + code + ".";
        return exit.reason() == null ? ended : ended + " " + exit.reason();
    }

    private static String advice(@Nullable Integer code) {
        if (code == null) {
            return "It is started again.";
        }
        return switch (code) {
            case 0 -> "A service has to go on running: check run.command, or the process type it starts.";
            case 126 -> "The command cannot be executed: check its permissions and its first line.";
            case 127 -> "The command was not found: check run.command and the working directory.";
            case 137 -> "It was killed; if nobody did that by hand, memory ran out: raise resources.memoryLimit.";
            default -> "Look at the last lines and at the component's log.";
        };
    }
}
