package io.skerry.hub;

import io.skerry.model.error.InvalidInput;
import io.skerry.model.quantity.ByteSize;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the hub is told at its start, read once from environment variables and checked as a whole.
 *
 * @param data the hub's own folder
 * @param port HTTP on loopback, 0 for a free one
 * @param linkPort where agents dial in, TLS on loopback, 0 for a free one
 * @param bootstrapFile where the first start writes the administrator's one-time password and a token
 * @param backup how the hub backs itself up
 * @param disk how much room its disks must have
 */
public record HubSettings(
        Path data,
        int port,
        int linkPort,
        DatabaseSettings database,
        @Nullable Path bootstrapFile,
        BackupSettings backup,
        DiskSettings disk) {

    /** Settings that say nothing of backups and disks: as usual then. */
    public HubSettings(Path data, int port, int linkPort, DatabaseSettings database, @Nullable Path bootstrapFile) {
        this(data, port, linkPort, database, bootstrapFile, BackupSettings.usual(data));
    }

    /** Settings that say nothing of disks. */
    public HubSettings(
            Path data,
            int port,
            int linkPort,
            DatabaseSettings database,
            @Nullable Path bootstrapFile,
            BackupSettings backup) {
        this(data, port, linkPort, database, bootstrapFile, backup, DiskSettings.USUAL);
    }

    /**
     * When changes are refused, so that what is there stays readable.
     *
     * @param database the folder of the database's files, if they are on this machine
     * @param free bytes that stay free there and in the hub's own folder
     */
    public record DiskSettings(@Nullable Path database, long free) {

        /** What holds where nothing is said. */
        public static final DiskSettings USUAL = new DiskSettings(null, 256L << 20);
    }

    /** How the database is reached; {@code url} is a JDBC URL. */
    public record DatabaseSettings(
            String url, String user, @Nullable Path passwordFile) {

        /** The password, read anew each time; null if none is wanted. */
        public @Nullable String password() {
            if (passwordFile == null) {
                return null;
            }
            try {
                return Files.readString(passwordFile).strip();
            } catch (IOException e) {
                throw new UncheckedIOException("SKERRY_DATABASE_PASSWORD_FILE cannot be read", e);
            }
        }
    }

    /**
     * Backups that the hub makes by itself.
     *
     * @param folder where they lie, for its owner alone
     * @param dailyAt in UTC; null for never
     * @param keep how many at most
     * @param keepDays how long at most; the newest good one stays in any case
     * @param keyFile a key that seals them, or else
     * @param passphraseFile a passphrase; without either they are not sealed and hold no keys
     */
    public record BackupSettings(
            Path folder,
            @Nullable LocalTime dailyAt,
            int keep,
            int keepDays,
            @Nullable Path keyFile,
            @Nullable Path passphraseFile) {

        private static final int KEEP = 14;
        private static final int KEEP_DAYS = 30;

        /** What holds where nothing is said. */
        public static BackupSettings usual(Path data) {
            return new BackupSettings(data.resolve("backups"), LocalTime.of(3, 0), KEEP, KEEP_DAYS, null, null);
        }
    }

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException naming every variable that is missing or makes no sense
     */
    public static HubSettings from(Map<String, String> environment) {
        var reader = new Reader(environment, new ArrayList<>());
        var data = Path.of(reader.required("SKERRY_DATA"));
        var settings = new HubSettings(
                data,
                reader.port("SKERRY_HUB_PORT"),
                reader.port("SKERRY_HUB_LINK_PORT"),
                new DatabaseSettings(
                        reader.required("SKERRY_DATABASE_URL"),
                        reader.required("SKERRY_DATABASE_USER"),
                        reader.path("SKERRY_DATABASE_PASSWORD_FILE")),
                reader.path("SKERRY_BOOTSTRAP_FILE"),
                reader.backup(BackupSettings.usual(data)),
                new DiskSettings(
                        reader.path("SKERRY_DATABASE_FOLDER"),
                        reader.bytes("SKERRY_DISK_FREE", DiskSettings.USUAL.free())));
        if (!reader.wrong().isEmpty()) {
            throw new IllegalArgumentException("the hub cannot start: " + String.join("; ", reader.wrong()));
        }
        return settings;
    }

    private record Reader(Map<String, String> environment, ArrayList<String> wrong) {

        String required(String name) {
            var value = environment.get(name);
            if (value == null || value.isBlank()) {
                wrong.add(name + " is not set");
                return "";
            }
            return value;
        }

        @Nullable
        Path path(String name) {
            var value = environment.get(name);
            return value == null || value.isBlank() ? null : Path.of(value);
        }

        BackupSettings backup(BackupSettings usual) {
            var folder = path("SKERRY_BACKUP_FOLDER");
            var keyFile = path("SKERRY_BACKUP_KEY_FILE");
            var passphraseFile = path("SKERRY_BACKUP_PASSPHRASE_FILE");
            if (keyFile != null && passphraseFile != null) {
                wrong.add("SKERRY_BACKUP_KEY_FILE and SKERRY_BACKUP_PASSPHRASE_FILE are both set: leave one out");
            }
            return new BackupSettings(
                    folder == null ? usual.folder() : folder,
                    time("SKERRY_BACKUP_AT", usual.dailyAt()),
                    count("SKERRY_BACKUP_KEEP", usual.keep()),
                    count("SKERRY_BACKUP_KEEP_DAYS", usual.keepDays()),
                    keyFile,
                    passphraseFile);
        }

        private @Nullable LocalTime time(String name, @Nullable LocalTime usual) {
            var value = environment.getOrDefault(name, "");
            if (value.isBlank() || value.equals("off")) {
                return value.isBlank() ? usual : null;
            }
            try {
                return LocalTime.parse(value);
            } catch (DateTimeParseException e) {
                wrong.add(name + " is no time of day such as 03:00, nor off: '" + value + "'");
                return usual;
            }
        }

        private int count(String name, int usual) {
            var value = environment.getOrDefault(name, "");
            if (value.isBlank()) {
                return usual;
            }
            if (!value.matches("[1-9]\\d{0,5}")) {
                wrong.add(name + " is no number from 1 on: '" + value + "'");
                return usual;
            }
            return Integer.parseInt(value);
        }

        long bytes(String name, long usual) {
            var value = environment.getOrDefault(name, "");
            try {
                return value.isBlank() ? usual : new ByteSize(value).bytes();
            } catch (InvalidInput e) {
                wrong.add(name + ": " + e.getMessage());
                return usual;
            }
        }

        int port(String name) {
            var value = required(name);
            if (!value.matches("\\d{1,5}") || Integer.parseInt(value) > 65_535) {
                wrong.add(name + " is no port: '" + value + "'");
                return 0;
            }
            return Integer.parseInt(value);
        }
    }
}
