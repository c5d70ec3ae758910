package io.skerry.logs.disk;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether the disk still has more room than the floor. Asking costs a system call, so the answer holds for a little while and a
 * little writing. For one thread.
 */
public final class FreeSpace {

    private static final long BYTES_PER_ANSWER = 1L << 20;
    private static final long NANOS_PER_ANSWER = Duration.ofMillis(20).toNanos();

    private final long floor;
    private final LongSupplier free;
    private long askedAt;
    private long written = BYTES_PER_ANSWER;
    private boolean enough;

    /**
     * @param floor bytes that must stay free
     * @param free bytes that are free now
     */
    public FreeSpace(long floor, LongSupplier free) {
        this.floor = floor;
        this.free = free;
    }

    /** Whether so many bytes more may be written. */
    public boolean allows(long bytes) {
        long now = System.nanoTime();
        written += bytes;
        if (written >= BYTES_PER_ANSWER || now - askedAt >= NANOS_PER_ANSWER) {
            enough = free.getAsLong() - bytes >= floor;
            askedAt = now;
            written = 0;
        }
        return enough;
    }
}
