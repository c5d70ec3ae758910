package io.skerry.hub.backup.restore;

import io.skerry.hub.backup.archive.Archive;
import io.skerry.hub.backup.archive.ArchiveWriter;
import io.skerry.hub.backup.archive.BackupRefused;
import io.skerry.hub.backup.archive.Manifest;
import io.skerry.hub.backup.work.HubFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.regex.Pattern;

/** The hub's keys beside its database: which of them a restored hub lives by. */
final class KeyFolders {

    private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,100}");

    /** Where the keys come from. */
    enum Choice {
        /** Those that are there are the backup's own, or whoever asks can do without. */
        STAY,
        /** They come out of the backup. */
        COME
    }

    private KeyFolders() {}

    /**
     * What is to happen.
     *
     * @param without whether whoever asks can do without the backup's keys
     * @throws BackupRefused if the keys that are there are others and the backup holds none
     */
    static Choice choose(Manifest manifest, HubFolder folder, boolean without) throws IOException {
        if (HubFolder.keysIn(folder.keys()).equals(manifest.keys().files())) {
            return Choice.STAY;
        }
        if (manifest.keys().included()) {
            return Choice.COME;
        }
        if (without) {
            return Choice.STAY;
        }
        throw new BackupRefused(
                "the backup was made under other keys than those in " + folder.keys() + ", and holds none itself",
                "Bring that folder back as it was. Without those keys every agent must be enrolled anew and what settings"
                        + " hold is lost; if you can live with that, say --without-keys.");
    }

    /** Lays the backup's keys into a folder that only its owner may enter. */
    static void lay(Archive archive, Path target) throws IOException {
        delete(target);
        Files.createDirectories(
                target, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        archive.visit(new Archive.Visitor() {
            @Override
            public void key(String name, InputStream bytes) throws IOException {
                if (!FILE.matcher(name).matches()) {
                    throw new BackupRefused("the backup holds a key of a strange name", "Take another backup.");
                }
                write(target.resolve(name), bytes);
            }
        });
        ArchiveWriter.force(target);
    }

    private static void write(Path file, InputStream bytes) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        try (var channel = FileChannel.open(
                file, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly)) {
            bytes.transferTo(Channels.newOutputStream(channel));
            channel.force(true);
        }
    }

    /** Takes a folder of keys away. */
    static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var files = Files.newDirectoryStream(folder)) {
            for (var file : files) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
