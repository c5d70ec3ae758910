package io.skerry.logs.disk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Keeps room ahead of whoever appends to a memory-mapped file: writing to a mapped page that the disk has no block for doesn't fail
 * as a write does, it faults and may end the process.
 */
public final class Reserve {

    private static final long STEP = 1L << 20;

    private final Path file;
    private long end;

    private Reserve(Path file, long end) {
        this.file = file;
        this.end = end;
    }

    /** For a file that exists and may be written anywhere within its length. */
    public static Reserve of(Path file) throws IOException {
        long length = Files.size(file);
        return new Reserve(file, Blocks.reserve(file, 0, Math.max(length, 1)) ? length : 0);
    }

    /** Whether the file may be written up to there. */
    public boolean reaches(long position) throws IOException {
        while (end < position) {
            if (!Blocks.reserve(file, end, STEP)) {
                return false;
            }
            end += STEP;
        }
        return true;
    }

    /** Gives back what was kept beyond the given position, when nothing more will be appended. */
    public void release(long position) throws IOException {
        if (position < end) {
            Blocks.free(file, position, end - position);
        }
    }
}
