package io.skerry.build.source;

import io.skerry.build.failure.BuildFailure;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.atomic.AtomicReference;

/** Holds a folder that did not come out of an archive to the same limits. */
final class FolderCheck {

    private FolderCheck() {}

    static void check(Path folder, UnpackLimits limits) throws BuildFailure, IOException {
        var refused = new AtomicReference<String>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            private int entries;
            private long bytes;

            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return count(directory, 0);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                return count(file, attributes.isRegularFile() ? attributes.size() : 0);
            }

            private FileVisitResult count(Path entry, long size) {
                bytes += size;
                if (++entries <= limits.entries() + 1 && bytes <= limits.bytes()) {
                    return FileVisitResult.CONTINUE;
                }
                refused.set(folder.relativize(entry).toString());
                return FileVisitResult.TERMINATE;
            }
        });
        if (refused.get() != null) {
            throw BuildFailure.refused(
                    "the source has more than " + limits.entries() + " entries or " + (limits.bytes() >> 20)
                            + " MiB, reached at '" + EntryName.shown(refused.get()) + "'",
                    "leave out what the build can fetch or make by itself");
        }
        LinkCheck.check(folder);
    }
}
