package io.skerry.edge.runtime.process.slug;

import io.skerry.edge.runtime.process.machine.Owner;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** Copies and deletes folders without following a link. */
public final class Trees {

    private Trees() {}

    /**
     * Copies everything and gives it to the owner. A real copy, never hard links: an instance that writes into a file of its slug must
     * not write into the others'. Where the file system shares blocks between copies, the JDK's copy does.
     */
    public static void copy(Path from, Path to, Owner owner) throws IOException, InterruptedException {
        try {
            Files.walkFileTree(from, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
                        throws IOException {
                    return place(folder);
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    return place(file);
                }

                private FileVisitResult place(Path source) throws IOException {
                    if (Thread.currentThread().isInterrupted()) {
                        return FileVisitResult.TERMINATE;
                    }
                    var target = to.resolve(from.relativize(source).toString());
                    Files.copy(source, target, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
                    owner.own(target);
                    return FileVisitResult.CONTINUE;
                }
            });
        } finally {
            if (Thread.currentThread().isInterrupted()) {
                delete(to);
            }
        }
        if (Thread.interrupted()) {
            throw new InterruptedException("the copy was given up");
        }
    }

    /** Deletes a file or folder with everything in it, though a folder be closed to its owner; nothing happens if it is not there. */
    public static void delete(Path root) throws IOException {
        if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                opened(folder);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) throws IOException {
                if (why instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                // What may not be read is told here, before anybody could open it.
                if (why instanceof AccessDeniedException && opened(file)) {
                    delete(file);
                    return FileVisitResult.CONTINUE;
                }
                throw why;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException why) throws IOException {
                Files.deleteIfExists(folder);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /**
     * Opens a folder that this process may not empty; false if it may. Root may always, so it changes nothing: the folder could be
     * exchanged for a link by whoever it belongs to.
     */
    private static boolean opened(Path folder) throws IOException {
        if (Files.isReadable(folder) && Files.isWritable(folder) && Files.isExecutable(folder)) {
            return false;
        }
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        return true;
    }
}
