package io.skerry.hub.backup.archive;

/** A backup cannot be made, read or restored; nothing was changed. */
public final class BackupRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String advice;

    /** @param advice the way out */
    public BackupRefused(String message, String advice) {
        super(message);
        this.advice = advice;
    }

    /** The same with what was behind it. */
    public BackupRefused(String message, String advice, Throwable cause) {
        super(message, cause);
        this.advice = advice;
    }

    /** The way out. */
    public String advice() {
        return advice;
    }

    /** The message; never absent. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
