package io.skerry.link.codec;

/** The bytes are no message of the type they claim to be. */
public final class MalformedMessage extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MalformedMessage(String type, Throwable cause) {
        super("the bytes are no '" + type + "'", cause);
    }
}
