package io.skerry.logs.buffer;

import io.skerry.logs.buffer.Cycles.Cycle;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Which cycles may go: the oldest, until the rest is neither too much nor too old; never one that is read or written. */
record Retention(long bytes, Duration age) {

    /**
     * Returns the cycles to remove, oldest first.
     *
     * @param cycles oldest first
     * @param inUse the number of the oldest cycle that a reader or the appender stands in
     */
    List<Cycle> plan(List<Cycle> cycles, int inUse, Instant now) {
        long kept = cycles.stream().mapToLong(Cycle::bytes).sum();
        int gone = 0;
        while (gone + 1 < cycles.size() && cycles.get(gone).number() < inUse) {
            var ended = cycles.get(gone + 1).begun();
            if (kept <= bytes && ended.plus(age).isAfter(now)) {
                break;
            }
            kept -= cycles.get(gone).bytes();
            gone++;
        }
        return List.copyOf(cycles.subList(0, gone));
    }
}
