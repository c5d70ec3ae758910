package io.skerry.cli.fault;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A command cannot go on: why, what to do next, and the exit code. Printed in one place, by {@code Skerry}. */
public final class CliFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ExitCode exitCode;
    private final List<String> details;
    private final @Nullable String advice;

    /**
     * A fault.
     *
     * @param message one sentence
     * @param details further lines, such as fields that are refused
     * @param advice what to do next
     */
    public CliFault(ExitCode exitCode, String message, List<String> details, @Nullable String advice) {
        super(message);
        this.exitCode = exitCode;
        this.details = List.copyOf(details);
        this.advice = advice;
    }

    /** A fault with its way out. */
    public CliFault(ExitCode exitCode, String message, @Nullable String advice) {
        this(exitCode, message, List.of(), advice);
    }

    /** The command line makes no sense. */
    public static CliFault usage(String message, @Nullable String advice) {
        return new CliFault(ExitCode.USAGE, message, advice);
    }

    /** It was tried and failed. */
    public static CliFault failed(String message, @Nullable String advice) {
        return new CliFault(ExitCode.FAILED, message, advice);
    }

    /** How the process ends. */
    public ExitCode exitCode() {
        return exitCode;
    }

    /** Further lines. */
    public List<String> details() {
        return details;
    }

    /** What to do next, if that is known. */
    public @Nullable String advice() {
        return advice;
    }

    /** The message; never absent. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
