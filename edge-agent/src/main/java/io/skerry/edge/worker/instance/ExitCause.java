package io.skerry.edge.worker.instance;

import io.skerry.edge.runtime.Exit;
import io.skerry.edge.runtime.Overuse;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts an end into words a user can act on. */
public final class ExitCause {

    private ExitCause() {}

    /** The end of an instance that should have gone on. */
    public static Cause of(Exit exit) {
        return overuse(exit)
                .map(cause -> cause.code() == ErrorCode.DISK_LIMIT ? afresh(cause) : cause)
                .orElseGet(() -> new Cause(
                        ErrorCode.INSTANCE_EXITED, message(exit), advice(exit.code()), exit.code(), exit.lastLines()));
    }

    /** The limit that ended an instance, if one did. */
    public static Optional<Cause> overuse(Exit exit) {
        return Optional.ofNullable(exit.overuse())
                .map(overuse -> new Cause(
                        code(overuse.of()), overuse.sentence(), advice(overuse.of()), exit.code(), exit.lastLines()));
    }

    private static Cause afresh(Cause cause) {
        return new Cause(
                cause.code(),
                cause.message(),
                "It starts again from a fresh copy of its release. " + cause.advice(),
                cause.exitCode(),
                cause.lastLines());
    }

    private static ErrorCode code(Overuse.Resource resource) {
        return switch (resource) {
            case MEMORY -> ErrorCode.OOM;
            case PROCESSES -> ErrorCode.PROCESS_LIMIT;
            case DISK -> ErrorCode.DISK_LIMIT;
        };
    }

    private static String advice(Overuse.Resource resource) {
        return switch (resource) {
            case MEMORY -> "Raise resources.memoryLimit, or find out what holds the memory.";
            case PROCESSES -> "Raise resources.extended.processes, or find out what starts them.";
            case DISK -> "Raise resources.disk, or write less into its folder.";
        };
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
            case 137 -> "Somebody killed it; the machine's own memory may have run out: see its kernel's log.";
            default -> "Look at the last lines and at the component's log.";
        };
    }
}
