package io.skerry.logs.disk;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * Asks the file system for single blocks of a file. Only Linux can; elsewhere nothing is reserved, nothing is freed, and a file has
 * no holes.
 */
public final class Blocks {

    private static final int KEEP_SIZE = 1;
    private static final int PUNCH_HOLE = 2;
    private static final int SEEK_DATA = 3;
    private static final int NO_SUCH_DATA = 6;
    private static final int NO_SPACE = 28;

    private Blocks() {}

    /**
     * Gives a stretch of the file blocks of its own, so that writing there can't run out of them. The file's length stays.
     *
     * @return false if the disk has no such room; true if it has, or if this file system can't reserve
     */
    public static boolean reserve(Path file, long offset, long length) throws IOException {
        return fallocate(file, KEEP_SIZE, offset, length) != NO_SPACE;
    }

    /** Gives a stretch of the file back to the disk; it reads as zeros from then on. The file's length stays. */
    public static void free(Path file, long offset, long length) throws IOException {
        fallocate(file, PUNCH_HOLE | KEEP_SIZE, offset, length);
    }

    /** The first offset from the given one on that isn't in a hole; the given one if no data follow. */
    public static long nextData(Path file, long offset) throws IOException {
        if (!LinuxFiles.available()) {
            return offset;
        }
        try (var arena = Arena.ofConfined()) {
            var error = LinuxFiles.errorIn(arena);
            int descriptor = opened(file, arena, error);
            try {
                long found = LinuxFiles.seek(error, descriptor, offset, SEEK_DATA);
                if (found < 0 && LinuxFiles.number(error) != NO_SUCH_DATA) {
                    return offset;
                }
                return Math.max(found, offset);
            } finally {
                LinuxFiles.close(error, descriptor);
            }
        }
    }

    private static int fallocate(Path file, int mode, long offset, long length) throws IOException {
        if (!LinuxFiles.available()) {
            return 0;
        }
        try (var arena = Arena.ofConfined()) {
            var error = LinuxFiles.errorIn(arena);
            int descriptor = opened(file, arena, error);
            try {
                return LinuxFiles.fallocate(error, descriptor, mode, offset, length) == 0
                        ? 0
                        : LinuxFiles.number(error);
            } finally {
                LinuxFiles.close(error, descriptor);
            }
        }
    }

    private static int opened(Path file, Arena arena, MemorySegment error) throws IOException {
        int descriptor = LinuxFiles.open(error, arena.allocateFrom(file.toString()));
        if (descriptor < 0) {
            throw new IOException("cannot open " + file + ": errno " + LinuxFiles.number(error));
        }
        return descriptor;
    }
}
