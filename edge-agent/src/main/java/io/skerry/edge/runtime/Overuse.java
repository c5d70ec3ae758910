package io.skerry.edge.runtime;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An instance used more than it may, which ended it.
 *
 * @param used bytes, or processes and threads
 * @param limit in the same unit
 * @param largest what took most of it, as far as anybody could see: {@code python3 (pid 12) with 60.1 MiB}
 */
public record Overuse(
        Resource of, long used, long limit, @Nullable String largest) {

    private static final double MEBIBYTE = 1 << 20;

    /** What was used up. */
    public enum Resource {
        MEMORY,
        PROCESSES,
        DISK
    }

    /** A sentence with the figures. */
    public String sentence() {
        var main = switch (of) {
            case MEMORY -> "OOM: it used " + mebibytes(used) + " of memory, its limit is " + mebibytes(limit);
            case PROCESSES -> "It ran " + used + " processes and threads, its limit is " + limit;
            case DISK -> "Its folder grew to " + mebibytes(used) + ", its limit is " + mebibytes(limit);
        };
        return main + (largest == null ? "." : "; the largest was " + largest + ".");
    }

    /** Bytes as people read them. */
    public static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / MEBIBYTE);
    }
}
