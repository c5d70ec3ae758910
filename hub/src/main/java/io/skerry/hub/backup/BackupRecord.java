package io.skerry.hub.backup;

import io.skerry.hub.backup.archive.Manifest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a finished backup; lies beside its file.
 *
 * @param file its name in the folder of backups
 * @param bytes of the file
 * @param tookMillis to make it
 */
record BackupRecord(Manifest manifest, String file, long bytes, boolean sealed, long tookMillis, Trial trial) {

    /** Whether it was read back. */
    enum State {
        /** Not yet, or the hub died over it. */
        UNPROVEN,
        /** Read into a database of its own, and every table was the same. */
        PROVEN,
        /** It is damaged. */
        FAILED;

        @com.fasterxml.jackson.annotation.JsonValue
        String text() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * How reading it back went.
     *
     * @param at when, absent if it was not tried
     * @param message why it failed, or could not be tried again
     */
    record Trial(
            State state,
            @Nullable Instant at,
            @Nullable Long tookMillis,
            @Nullable String message) {

        static final Trial NONE = new Trial(State.UNPROVEN, null, null, null);
    }

    String name() {
        return manifest.name();
    }

    Instant createdAt() {
        return manifest.createdAt();
    }

    boolean isProven() {
        return trial.state() == State.PROVEN;
    }

    BackupRecord with(Trial next) {
        return new BackupRecord(manifest, file, bytes, sealed, tookMillis, next);
    }
}
