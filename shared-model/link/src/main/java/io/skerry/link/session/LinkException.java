package io.skerry.link.session;

/** Something on the link did not work out. */
public abstract sealed class LinkException extends RuntimeException permits LinkClosed, LinkRefused {

    private static final long serialVersionUID = 1L;

    LinkException(String message) {
        super(message);
    }

    LinkException(String message, Throwable cause) {
        super(message, cause);
    }
}
