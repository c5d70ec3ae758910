package io.skerry.hub.backup.restore;

import io.skerry.hub.api.Json;
import io.skerry.hub.backup.archive.ArchiveWriter;
import io.skerry.hub.backup.database.ServerRepository;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change of places that was begun: noted before, done by one transaction that renames two databases, then followed by the keys. Whoever
 * finds the note sees by the names of the databases whether it happened, and ends it either way.
 *
 * @param next the database that becomes the hub's
 * @param kept what the hub's is called then
 * @param keys the folder that becomes the hub's keys, absent if they stay
 * @param keptKeys what the folder of keys is called then
 */
record PendingSwitch(String next, String kept, @Nullable String keys, String keptKeys, boolean droppable) {

    private static final String NOTE = "restore.json";

    /** The one that is noted in that folder. */
    static Optional<PendingSwitch> read(Path folder) throws IOException {
        var note = folder.resolve(NOTE);
        return Files.exists(note)
                ? Optional.of(Json.read(Files.readString(note), PendingSwitch.class))
                : Optional.empty();
    }

    /** Notes it, changes places, and ends it. */
    void carryOut(Path folder, ServerRepository server) throws IOException {
        write(folder);
        server.swap(next, kept);
        settle(folder, server);
    }

    /**
     * Ends what was noted: forward if the databases have changed places, back if not.
     *
     * @return whether they have
     */
    boolean settle(Path folder, ServerRepository server) throws IOException {
        var happened = !server.exists(next);
        if (happened) {
            followWithKeys(folder);
        } else if (droppable) {
            server.drop(next);
            if (keys != null) {
                KeyFolders.delete(folder.resolve(keys));
            }
        }
        Files.deleteIfExists(folder.resolve(NOTE));
        ArchiveWriter.force(folder);
        return happened;
    }

    private void followWithKeys(Path folder) throws IOException {
        if (keys == null || !Files.exists(folder.resolve(keys))) {
            return;
        }
        var own = folder.resolve("keys");
        if (Files.exists(own) && !Files.exists(folder.resolve(keptKeys))) {
            Files.move(own, folder.resolve(keptKeys), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.move(folder.resolve(keys), own, StandardCopyOption.ATOMIC_MOVE);
        ArchiveWriter.force(folder);
    }

    private void write(Path folder) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var draft = folder.resolve("." + NOTE);
        Files.deleteIfExists(draft);
        try (var channel = FileChannel.open(
                draft, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            channel.write(java.nio.ByteBuffer.wrap(Json.bytes(this)));
            channel.force(true);
        }
        Files.move(draft, folder.resolve(NOTE), StandardCopyOption.ATOMIC_MOVE);
        ArchiveWriter.force(folder);
    }
}
