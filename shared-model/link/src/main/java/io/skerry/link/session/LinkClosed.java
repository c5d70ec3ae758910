package io.skerry.link.session;

/** The other side did not answer, or the connection or stream is gone. What was asked may or may not have happened. */
public final class LinkClosed extends LinkException {

    private static final long serialVersionUID = 1L;

    public LinkClosed(String message) {
        super(message);
    }

    public LinkClosed(String message, Throwable cause) {
        super(message, cause);
    }
}
