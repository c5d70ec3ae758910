package io.skerry.hub.backup;

import io.skerry.hub.HubSettings;
import io.skerry.hub.api.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** The folder of finished backups: what lies there is what there is, whatever a database says that may itself be restored. */
@Component
class BackupFolder {

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final String RECORD = ".json";

    private final Path folder;

    BackupFolder(HubSettings settings) {
        this.folder = settings.backup().folder();
    }

    /** The folder itself, made if need be. */
    Path path() throws IOException {
        return Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Where the file of a backup lies, or will. */
    Path file(String name, boolean sealed) throws IOException {
        return path().resolve(name + (sealed ? ".sealed" : ".zip"));
    }

    /** Every finished backup, newest first. */
    List<BackupRecord> all() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        var found = new ArrayList<BackupRecord>();
        try (var records = Files.newDirectoryStream(folder, "*" + RECORD)) {
            for (var record : records) {
                var name = String.valueOf(record.getFileName());
                find(name.substring(0, name.length() - RECORD.length())).ifPresent(found::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of backups cannot be read", e);
        }
        found.sort(Comparator.comparing(BackupRecord::createdAt).reversed());
        return found;
    }

    /** The backup of that name; empty if there is none, or its file is gone. */
    Optional<BackupRecord> find(String name) {
        if (!NAME.matcher(name).matches()) {
            return Optional.empty();
        }
        try {
            var record = folder.resolve(name + RECORD);
            if (!Files.exists(record)) {
                return Optional.empty();
            }
            return Optional.of(Json.read(Files.readString(record), BackupRecord.class))
                    .filter(each -> Files.exists(folder.resolve(each.file())));
        } catch (IOException e) {
            throw new UncheckedIOException("the record of backup " + name + " cannot be read", e);
        }
    }

    /** Writes what is known of one; whole or not at all. */
    void put(BackupRecord record) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var target = path().resolve(record.name() + RECORD);
        var draft = path().resolve("." + record.name() + RECORD);
        Files.deleteIfExists(draft);
        try (var channel =
                FileChannel.open(draft, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            channel.write(java.nio.ByteBuffer.wrap(Json.bytes(record)));
            channel.force(true);
        }
        Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes one away: the file first, since a record without one is none. */
    void delete(BackupRecord record) throws IOException {
        Files.deleteIfExists(folder.resolve(record.file()));
        Files.deleteIfExists(folder.resolve(record.name() + RECORD));
    }

    /** When the last one was begun that is there. */
    Optional<Instant> newest() {
        return all().stream().map(BackupRecord::createdAt).findFirst();
    }
}
