package io.skerry.edge.runtime.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How large folders are. Walking through one takes long, so each is walked once a minute at most, and no look takes more than a moment:
 * what it does not come to is walked at the next one.
 */
final class FolderSizes {

    private static final long FRESH_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long MOMENT_NANOS = Duration.ofMillis(300).toNanos();

    private final Map<Path, Size> sizes = new HashMap<>();
    private long begun;

    private record Size(long bytes, long at) {}

    /** A look begins; only these folders are of interest. */
    void begin(Set<Path> folders) {
        sizes.keySet().retainAll(folders);
        begun = System.nanoTime();
    }

    /** The size of a folder, 0 until it was walked. */
    long of(Path folder) {
        var now = System.nanoTime();
        var known = sizes.get(folder);
        if ((known == null || now - known.at() > FRESH_NANOS) && now - begun < MOMENT_NANOS) {
            known = new Size(walk(folder), now);
            sizes.put(folder, known);
        }
        return known == null ? 0 : known.bytes();
    }

    private static long walk(Path folder) {
        var bytes = new long[1];
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    bytes[0] += attributes.isRegularFile() ? attributes.size() : 0;
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    // Files come and go while an instance runs.
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes[0];
    }
}
