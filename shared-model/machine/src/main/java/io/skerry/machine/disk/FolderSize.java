package io.skerry.machine.disk;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What the files below a folder take on the disk: the blocks they were given, with those of the folders, so that a hole takes nothing and
 * ten thousand small files what they cost. Links are not followed, a file with several names counts once, and what goes away meanwhile
 * does not count.
 *
 * @param bytes of everything
 * @param files how many, without folders
 * @param largest the largest file; null if there is none
 * @param largestBytes its size
 */
public record FolderSize(long bytes, long files, @Nullable Path largest, long largestBytes) {

    private static final Duration FOR_EVER = Duration.ofDays(1);

    /** The size of that folder or file now, however long it takes; nothing if it is not there, a part if the thread is interrupted. */
    public static FolderSize of(Path root) {
        try (var walk = new FolderWalk(root)) {
            walk.advance(FOR_EVER);
            return walk.size();
        }
    }
}
