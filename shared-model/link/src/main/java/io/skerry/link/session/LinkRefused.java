package io.skerry.link.session;

import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;

/** The receiver understood and said no. Thrown by a handler, it travels to the caller and is thrown there. */
public final class LinkRefused extends LinkException {

    private static final long serialVersionUID = 1L;

    private final transient Cause why;

    public LinkRefused(Cause why) {
        super(why.message());
        this.why = why;
    }

    /** A refusal with a code and a sentence. */
    public static LinkRefused of(ErrorCode code, String message) {
        return new LinkRefused(Cause.of(code, message, null));
    }

    /** The receiver does not know a message of that type, or not as this kind of request. */
    public static LinkRefused unsupported(String type) {
        return of(ErrorCode.UNSUPPORTED, "the other side does not know '" + type + "'");
    }

    /** Why. */
    public Cause why() {
        return why;
    }
}
