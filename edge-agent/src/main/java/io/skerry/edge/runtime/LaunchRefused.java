package io.skerry.edge.runtime;

import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;

/** A process could not be made. */
public final class LaunchRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Cause cause;

    public LaunchRefused(Cause cause) {
        super(cause.message());
        this.cause = cause;
    }

    /** The artifact asks for what is not here. */
    public static LaunchRefused unfit(String message, String advice) {
        return new LaunchRefused(Cause.of(ErrorCode.ARTIFACT_UNFIT, message, advice));
    }

    /** The artifact cannot be had now. */
    public static LaunchRefused unavailable(String message) {
        return new LaunchRefused(Cause.of(
                ErrorCode.ARTIFACT_UNAVAILABLE,
                message,
                "It is tried again; check the link between this data center and the hub."));
    }

    /** What is asked for, this runtime does not do. */
    public static LaunchRefused unsupported(String message, String advice) {
        return new LaunchRefused(Cause.of(ErrorCode.UNSUPPORTED, message, advice));
    }

    /** The data center could not do what it normally can. */
    public static LaunchRefused broken(String message) {
        return new LaunchRefused(Cause.of(
                ErrorCode.INTERNAL,
                message,
                "It is tried again; look at the agent's log and the disk of the data center."));
    }

    /** Why, in words for the user. */
    public Cause why() {
        return cause;
    }
}
