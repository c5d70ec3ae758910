package io.skerry.logs.collect;

import java.nio.file.Path;
import java.time.Duration;

/**
 * How output files are followed.
 *
 * @param dataCenterFolder holds {@code output/}
 * @param lineBytes where an over-long line is cut
 * @param unreadBytes how much of a file may wait while the buffer takes nothing; what is older is dropped
 * @param scan how often new files are looked for
 * @param activePoll how often a file is looked at that grew lately
 * @param idlePoll how often any file is looked at
 * @param partialLine how long a line without an end is waited for
 * @param free how often what was read is given back to the disk
 */
public record CollectSettings(
        Path dataCenterFolder,
        int lineBytes,
        long unreadBytes,
        Duration scan,
        Duration activePoll,
        Duration idlePoll,
        Duration partialLine,
        Duration free) {}
