package io.skerry.logs.buffer;

/** Counts what is appended. Written by the thread that appends, read by any. */
final class Intake {

    private volatile long lines;
    private volatile long bytes;
    private volatile long lost;

    // Only one thread writes: no addition is lost.
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void add(Batch batch, Draft draft) {
        lines += batch.lines();
        bytes += draft.length();
        lost += draft.lost();
    }

    long lines() {
        return lines;
    }

    long bytes() {
        return bytes;
    }

    long lost() {
        return lost;
    }
}
