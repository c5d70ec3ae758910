package io.skerry.store.embedded.history;

import java.util.List;

/** Decides how much history to forget, a stretch at a time so that writers do not wait long. One thread's own. */
public final class Compaction {

    /** How many of the oldest revisions to show it. */
    public static final int LOOK_AT = 500;

    /** How far past a bound history may grow before a stretch is cut: cutting row by row would cost every write. */
    private static final double SLACK = 1.1;

    private static final long LOOK_MILLIS = 60_000;

    private final KeptHistory bounds;
    private long changes;
    private long bytes;
    private long nextLook;

    /** Begins with the history there is. */
    public Compaction(KeptHistory bounds, Stretch kept) {
        this.bounds = bounds;
        this.changes = kept.changes();
        this.bytes = kept.bytes();
    }

    /** A kept revision: when it was made (milliseconds since 1970), how many changes it has and how many bytes. */
    public record Kept(long revision, long at, long changes, long bytes) {}

    /** History up to a revision. */
    public record Stretch(long revision, long changes, long bytes) {}

    /** History has grown. */
    public void added(List<Committed> committed) {
        for (var revision : committed) {
            changes += revision.changes().size();
            bytes += revision.bytes();
        }
    }

    /** Whether it is time to look at the oldest changes. */
    public boolean due(long now) {
        return changes > bounds.changes() * SLACK || bytes > bounds.bytes() * SLACK || now >= nextLook;
    }

    /** What to forget of these; a stretch up to revision 0 is nothing. */
    public Stretch cut(List<Kept> oldest, long now) {
        var cut = cut(oldest, changes, bytes, now, bounds);
        if (cut.revision() == 0) {
            nextLook = now + LOOK_MILLIS;
        }
        return cut;
    }

    /** The stretch is gone. */
    public void forgot(Stretch cut) {
        changes -= cut.changes();
        bytes -= cut.bytes();
    }

    /** Walks from the oldest on until what is left keeps within the bounds; never takes the newest. */
    static Stretch cut(List<Kept> oldest, long changes, long bytes, long now, KeptHistory bounds) {
        var cut = new Stretch(0, 0, 0);
        for (var kept : oldest.subList(0, Math.max(0, oldest.size() - 1))) {
            if (changes - cut.changes() <= bounds.changes()
                    && bytes - cut.bytes() <= bounds.bytes()
                    && now - kept.at() <= bounds.age().toMillis()) {
                break;
            }
            cut = new Stretch(kept.revision(), cut.changes() + kept.changes(), cut.bytes() + kept.bytes());
        }
        return cut;
    }
}
