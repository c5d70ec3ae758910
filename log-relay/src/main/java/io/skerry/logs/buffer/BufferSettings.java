package io.skerry.logs.buffer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How the buffer keeps what it is given.
 *
 * @param folder of the buffer's own
 * @param retentionBytes how much is kept; whole cycles go, so a cycle more may lie there
 * @param retentionAge how long lines are kept
 * @param freeSpaceFloor bytes that stay free on the disk: below it no lines are taken in
 * @param freeSpace bytes that are free now
 * @param lineBytes where an over-long line is cut
 * @param readerIdle for how long a reader that asks for nothing keeps its cycle from being removed
 */
public record BufferSettings(
        Path folder,
        long retentionBytes,
        Duration retentionAge,
        long freeSpaceFloor,
        LongSupplier freeSpace,
        int lineBytes,
        Duration readerIdle) {

    private static final long SMALLEST_CYCLE = 1L << 20;
    private static final long LARGEST_CYCLE = 64L << 20;
    private static final Duration LONGEST_CYCLE = Duration.ofHours(1);
    private static final int CYCLES_KEPT = 16;

    /** How large a cycle gets. */
    long cycleBytes() {
        return Math.clamp(retentionBytes / CYCLES_KEPT, SMALLEST_CYCLE, LARGEST_CYCLE);
    }

    /** How old a cycle gets. */
    Duration cycleAge() {
        var part = retentionAge.dividedBy(CYCLES_KEPT);
        return part.compareTo(LONGEST_CYCLE) < 0 ? part : LONGEST_CYCLE;
    }
}
