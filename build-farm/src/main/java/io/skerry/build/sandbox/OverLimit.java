package io.skerry.build.sandbox;

import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import java.time.Duration;
import java.util.Locale;

/** Why a build is stopped that uses more than it may: which limit, the figures, and how to raise it. */
final class OverLimit {

    private static final double MEBIBYTE = 1 << 20;

    private OverLimit() {}

    static Cause memory(long used, long limit, String largest) {
        return Cause.of(
                ErrorCode.OOM,
                "OOM: the build used " + mebibytes(used) + " of memory, its limit is " + mebibytes(limit)
                        + (largest.isEmpty() ? "" : "; the largest was " + largest),
                "let it do less at a time, or give the builder more (" + BuildLimits.MEMORY + ")");
    }

    static Cause processes(String found, long limit) {
        return Cause.of(
                ErrorCode.PROCESS_LIMIT,
                "the build wanted more processes and threads than its limit of " + limit + found,
                "find out what starts them, or give the builder more (" + BuildLimits.PROCESSES + ")");
    }

    static Cause disk(long used, long limit, String largest) {
        return Cause.of(
                ErrorCode.DISK_LIMIT,
                "the build's folder grew to " + mebibytes(used) + ", its limit is " + mebibytes(limit)
                        + (largest.isEmpty() ? "" : "; the largest file is " + largest),
                "find out what writes so much, or give the builder more (" + BuildLimits.DISK + ")");
    }

    static Cause downloads(long used, long limit) {
        return Cause.of(
                ErrorCode.DISK_LIMIT,
                "the build's tools downloaded " + mebibytes(used) + " to keep, its limit is " + mebibytes(limit),
                "find out what they download, or give the builder more (" + BuildLimits.DISK + ")");
    }

    static Cause full(long free, long least) {
        return Cause.of(
                ErrorCode.DISK_LIMIT,
                "the builder's disk has " + mebibytes(free) + " left, builds stop at " + mebibytes(least),
                "make room on the builder's machine, then start the build again");
    }

    static Cause output(long limit) {
        return Cause.of(
                ErrorCode.DISK_LIMIT,
                "the build said more than its limit of " + mebibytes(limit),
                "let it say less, or give the builder more (" + BuildLimits.OUTPUT + ")");
    }

    static Cause time(Duration limit) {
        return Cause.of(
                ErrorCode.BUILD_TIMEOUT,
                "the build took longer than its limit of " + limit.toSeconds() + " s",
                "look at the output for what it waited for, or give the builder longer (" + BuildLimits.TIME + ")");
    }

    static String mebibytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / MEBIBYTE);
    }
}
