package io.skerry.store.embedded;

import io.skerry.store.StoreException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The folder of one store, held by this process alone until it is closed or the process ends. */
record StoreFolder(Path path, FileChannel lock) implements AutoCloseable {

    /**
     * Makes the folder if it is missing and takes its lock.
     *
     * @throws StoreException if another store holds it
     */
    static StoreFolder take(Path path) {
        try {
            create(path.toAbsolutePath());
            var lock = FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(lock)) {
                lock.close();
                throw new StoreException("the edge store in " + path + " is in use by another process");
            }
            return new StoreFolder(path, lock);
        } catch (IOException e) {
            throw new StoreException("the edge store in " + path + " cannot be opened", e);
        }
    }

    Path database() {
        return path.resolve("store.db");
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new StoreException("the lock of the edge store in " + path + " cannot be released", e);
        }
    }

    private static boolean locked(FileChannel lock) throws IOException {
        try {
            return lock.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** A new folder is lost in a power cut unless the one above it is synced. */
    private static void create(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            return;
        }
        var parent = path.getParent();
        if (parent != null) {
            create(parent);
        }
        Files.createDirectories(
                path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        if (parent != null) {
            try (var above = FileChannel.open(parent, StandardOpenOption.READ)) {
                above.force(true);
            }
        }
    }
}
