package io.skerry.logs.buffer;

import io.skerry.logs.buffer.Cycles.Cycle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Which cycles may go: the oldest, until the rest is neither too much nor too old; never the one that is written. Who reads keeps a
 * cycle from going for its age, never for its bytes: the disk isn't any reader's to fill.
 */
record Retention(long bytes, Duration age) {

    /**
     * Returns the cycles to remove, oldest first.
     *
     * @param cycles oldest first
     * @param written the number of the cycle that the appender stands in
     * @param read the number of the oldest cycle that a reader stands in
     */
    List<Cycle> plan(List<Cycle> cycles, int written, int read, Instant now) {
        long kept = cycles.stream().mapToLong(Cycle::bytes).sum();
        int gone = 0;
        while (gone + 1 < cycles.size() && cycles.get(gone).number() < written) {
            boolean tooOld = !cycles.get(gone + 1).begun().plus(age).isAfter(now);
            if (kept <= bytes && !(tooOld && cycles.get(gone).number() < read)) {
                break;
            }
            kept -= cycles.get(gone).bytes();
            gone++;
        }
        return List.copyOf(cycles.subList(0, gone));
    }
}
