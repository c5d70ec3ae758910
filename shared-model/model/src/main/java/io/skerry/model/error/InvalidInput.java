package io.skerry.model.error;

/** A value that somebody wrote is refused; the message says what was expected. The place is added by the reader. */
public final class InvalidInput extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    /** @param message a sentence that names the value and the way out */
    public InvalidInput(String message) {
        super(message);
    }
}
