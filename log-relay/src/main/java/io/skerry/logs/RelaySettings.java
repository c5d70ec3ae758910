package io.skerry.logs;

import io.skerry.logs.buffer.BufferSettings;
import io.skerry.logs.collect.CollectSettings;
import io.skerry.model.error.InvalidInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How the log relay of a data center works.
 *
 * @param dataCenterFolder holds {@code output/}, which is read, and {@code logs/}, which is the relay's own
 * @param retentionBytes how much of the lines is kept; up to a 16th more may lie there
 * @param retentionAge how long lines are kept
 * @param freeSpaceFloor bytes that the relay leaves free on the disk
 * @param freeSpace bytes that are free now
 * @param lineBytes where an over-long line is cut, at most 64 KiB
 * @param unreadBytes how much of one stream may wait in its file while there is no room, or it comes too fast; what is older is
 *     dropped and counted
 * @param rateBytes how much is taken in a second, over time, of a component that says nothing of it
 * @param archive where cycles of the buffer are written as text before they go, null: nowhere
 * @param archiveAfter how old a cycle is by then
 * @param pace how often things are done
 */
public record RelaySettings(
        Path dataCenterFolder,
        long retentionBytes,
        Duration retentionAge,
        long freeSpaceFloor,
        LongSupplier freeSpace,
        int lineBytes,
        long unreadBytes,
        long rateBytes,
        @Nullable Path archive,
        Duration archiveAfter,
        Pace pace) {

    private static final int LONGEST_LINE = 64 << 10;
    private static final long LEAST_RETENTION = 8L << 20;
    private static final long LEAST_FLOOR = 4L << 20;
    private static final long LEAST_RATE = 1L << 10;

    public RelaySettings {
        require(retentionBytes >= LEAST_RETENTION, "retentionBytes", "at least 8 MiB");
        require(!retentionAge.isNegative() && !retentionAge.isZero(), "retentionAge", "more than nothing");
        require(freeSpaceFloor >= LEAST_FLOOR, "freeSpaceFloor", "at least 4 MiB");
        require(lineBytes >= 16 && lineBytes <= LONGEST_LINE, "lineBytes", "16 to 65536");
        require(unreadBytes >= LONGEST_LINE, "unreadBytes", "at least 64 KiB");
        require(rateBytes >= LEAST_RATE, "rateBytes", "at least 1 KiB");
    }

    /** What fits most: a gibibyte and a week of lines, half a gibibyte left free, 16 MiB a second of any component. */
    public static RelaySettings of(Path dataCenterFolder) {
        return new RelaySettings(
                dataCenterFolder,
                1L << 30,
                Duration.ofDays(7),
                512L << 20,
                dataCenterFolder.toFile()::getUsableSpace,
                LONGEST_LINE,
                16L << 20,
                16L << 20,
                null,
                Duration.ofHours(1),
                Pace.usual());
    }

    /**
     * The same, but for what the environment says: {@code SKERRY_LOG_KEEP}, {@code _KEEP_AGE}, {@code _FREE}, {@code _RATE},
     * {@code _ARCHIVE}, {@code _ARCHIVE_AFTER}.
     */
    public static RelaySettings of(Path dataCenterFolder, Map<String, String> environment) {
        return new RelayEnvironment(environment).over(of(dataCenterFolder));
    }

    /** The same, but for the archive. */
    public RelaySettings archivingTo(@Nullable Path folder, Duration after) {
        return new RelaySettings(
                dataCenterFolder,
                retentionBytes,
                retentionAge,
                freeSpaceFloor,
                freeSpace,
                lineBytes,
                unreadBytes,
                rateBytes,
                folder,
                after,
                pace);
    }

    /** The same, but for how much is kept and for how long. */
    public RelaySettings keeping(long bytes, Duration age) {
        return new RelaySettings(
                dataCenterFolder,
                bytes,
                age,
                freeSpaceFloor,
                freeSpace,
                lineBytes,
                unreadBytes,
                rateBytes,
                archive,
                archiveAfter,
                pace);
    }

    /** The same, but for what counts as a full disk, and how much of a stream may wait then. */
    public RelaySettings leavingFree(long floor, LongSupplier free, long unread) {
        return new RelaySettings(
                dataCenterFolder,
                retentionBytes,
                retentionAge,
                floor,
                free,
                lineBytes,
                unread,
                rateBytes,
                archive,
                archiveAfter,
                pace);
    }

    /** The same, but for the pace. */
    public RelaySettings at(Pace newPace) {
        return new RelaySettings(
                dataCenterFolder,
                retentionBytes,
                retentionAge,
                freeSpaceFloor,
                freeSpace,
                lineBytes,
                unreadBytes,
                rateBytes,
                archive,
                archiveAfter,
                newPace);
    }

    /** The same, but for how much is taken in of each component. */
    public RelaySettings taking(long bytesPerSecond) {
        return new RelaySettings(
                dataCenterFolder,
                retentionBytes,
                retentionAge,
                freeSpaceFloor,
                freeSpace,
                lineBytes,
                unreadBytes,
                bytesPerSecond,
                archive,
                archiveAfter,
                pace);
    }

    BufferSettings buffer() {
        return new BufferSettings(
                dataCenterFolder.resolve("logs"),
                retentionBytes,
                retentionAge,
                freeSpaceFloor,
                freeSpace,
                lineBytes,
                pace.readerIdle());
    }

    CollectSettings collect() {
        return new CollectSettings(
                dataCenterFolder,
                lineBytes,
                unreadBytes,
                pace.scan(),
                pace.activePoll(),
                pace.idlePoll(),
                pace.partialLine(),
                pace.free());
    }

    private static void require(boolean holds, String field, String rule) {
        if (!holds) {
            throw new InvalidInput("the log relay's " + field + " must be " + rule);
        }
    }

    /**
     * How often things are done.
     *
     * @param scan how often new files are looked for
     * @param activePoll how often a file is looked at that grew lately
     * @param idlePoll how often any file is looked at
     * @param partialLine how long a line without an end is waited for
     * @param free how often what was read is given back to the disk
     * @param readerIdle for how long a reader that asks for nothing keeps lines from being removed
     */
    public record Pace(
            Duration scan,
            Duration activePoll,
            Duration idlePoll,
            Duration partialLine,
            Duration free,
            Duration readerIdle) {

        /** A new stream is seen within 0.15 s, a new line within 0.1 s. */
        public static Pace usual() {
            return new Pace(
                    Duration.ofMillis(150),
                    Duration.ofMillis(10),
                    Duration.ofMillis(100),
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(1),
                    Duration.ofMinutes(1));
        }
    }
}
