package io.skerry.machine.disk;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the files below a folder take. Links are not followed, a file with several names counts once, and what goes away meanwhile does not
 * count.
 *
 * @param bytes of all files
 * @param files how many
 * @param largest the largest file; null if there is none
 * @param largestBytes its size
 */
public record FolderSize(long bytes, long files, @Nullable Path largest, long largestBytes) {

    /** The size of that folder or file now; nothing if it is not there. */
    public static FolderSize of(Path root) {
        var count = new Count();
        try {
            Files.walkFileTree(root, count);
        } catch (IOException _) {
            // What was counted so far is true.
        }
        return new FolderSize(count.bytes, count.files, count.largest, count.largestBytes);
    }

    private static final class Count extends SimpleFileVisitor<Path> {
        private final Set<Object> seen = new HashSet<>();
        private long bytes;
        private long files;
        private @Nullable Path largest;
        private long largestBytes;

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            var key = attributes.fileKey();
            if (attributes.isRegularFile() && (key == null || seen.add(key))) {
                files++;
                bytes += attributes.size();
                if (attributes.size() > largestBytes) {
                    largest = file;
                    largestBytes = attributes.size();
                }
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException why) {
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException why) {
            return FileVisitResult.CONTINUE;
        }
    }
}
