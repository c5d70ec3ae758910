package io.skerry.edge.worker.instance;

import io.skerry.model.error.Cause;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to an instance so far.
 *
 * @param wasReady whether it has ever been ready
 * @param ends ends in a row, beginning again after a stable run
 * @param misses starts in a row that did not come to a process
 * @param restarts how often its process was made again
 * @param started when its first process was made; null before
 * @param cause of its last end or failed start
 */
public record History(
        boolean wasReady,
        int ends,
        int misses,
        int restarts,
        @Nullable Instant started,
        @Nullable Cause cause) {

    static final History NONE = new History(false, 0, 0, 0, null, null);

    History processMade(Instant now) {
        return new History(wasReady, ends, 0, restarts, started == null ? now : started, cause);
    }

    History missed(Cause why) {
        return new History(wasReady, ends, misses + 1, restarts, started, why);
    }

    History ended(int inARow, Cause why) {
        return new History(wasReady, inARow, misses, restarts, started, why);
    }

    History again() {
        return new History(wasReady, ends, misses, started == null ? restarts : restarts + 1, started, cause);
    }

    History becameReady() {
        return new History(true, ends, misses, restarts, started, null);
    }

    History because(Cause why) {
        return new History(wasReady, ends, misses, restarts, started, why);
    }
}
