package io.skerry.build.failure;

import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A build cannot go on; the cause is what its user reads. */
public final class BuildFailure extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Cause why;

    private BuildFailure(Cause why, @Nullable Throwable from) {
        super(why.message(), from);
        this.why = why;
    }

    /** What the user reads. */
    public Cause why() {
        return why;
    }

    /** The source or its settings ask for something this version does not do. */
    public static BuildFailure notAvailableYet(String what, String advice) {
        return of(ErrorCode.NOT_AVAILABLE_YET, what + " is not available yet", advice);
    }

    /** An entry of a source would do harm; the message names it. */
    public static BuildFailure refused(String message, String advice) {
        return of(ErrorCode.SOURCE_REFUSED, message, advice);
    }

    /** The source is somewhere else, and could not be had. */
    public static BuildFailure unreachable(String message, String advice, Throwable from) {
        return new BuildFailure(Cause.of(ErrorCode.SOURCE_UNREACHABLE, message, advice), from);
    }

    /** A command of the build ended with an error. */
    public static BuildFailure exited(String step, int exitCode, List<String> lastLines) {
        var message = step + " ended with exit code " + exitCode;
        return new BuildFailure(
                new Cause(ErrorCode.BUILD_FAILED, message, "read the last lines of the output", exitCode, lastLines),
                null);
    }

    /** A cause that somebody else found. */
    public static BuildFailure of(Cause why) {
        return new BuildFailure(why, null);
    }

    /** Any other reason. */
    public static BuildFailure of(ErrorCode code, String message, String advice) {
        return new BuildFailure(Cause.of(code, message, advice), null);
    }
}
