package io.skerry.hub.backup.archive;

import org.jspecify.annotations.Nullable;

/** A backup cannot be made, read or restored; nothing was changed. */
public final class BackupRefused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String advice;
    private final boolean damage;

    /** @param advice the way out */
    public BackupRefused(String message, String advice) {
        this(message, advice, null, false);
    }

    /** The same with what was behind it. */
    public BackupRefused(String message, String advice, Throwable cause) {
        this(message, advice, cause, false);
    }

    private BackupRefused(String message, String advice, @Nullable Throwable cause, boolean damage) {
        super(message, cause);
        this.advice = advice;
        this.damage = damage;
    }

    /** The backup itself is the reason: it is not what was written. */
    public static BackupRefused damaged(String message, String advice, @Nullable Throwable cause) {
        return new BackupRefused(message, advice, cause, true);
    }

    /** Whether the backup itself is the reason, and not a key, the server, or the disk. */
    public boolean isDamage() {
        return damage;
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
