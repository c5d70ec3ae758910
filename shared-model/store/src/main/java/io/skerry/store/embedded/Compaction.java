package io.skerry.store.embedded;

import io.skerry.store.embedded.StoreSettings.KeptHistory;
import java.sql.SQLException;
import java.util.List;

/** Keeps the history within its bounds, a stretch at a time so that writers do not wait long. */
final class Compaction {

    private static final int MOST_AT_ONCE = 1000;
    /** How far past a bound history may grow before a stretch is cut: cutting row by row would cost every write. */
    private static final double SLACK = 1.1;

    private static final long LOOK_MILLIS = 60_000;

    private final KeptHistory bounds;
    private long changes;
    private long bytes;
    private long nextLook;

    Compaction(KeptHistory bounds, Stretch kept) {
        this.bounds = bounds;
        this.changes = kept.changes();
        this.bytes = kept.bytes();
    }

    /** A kept change: its revision, when it was made (milliseconds since 1970) and its size in bytes. */
    record Kept(long revision, long at, long size) {}

    /** History up to a revision. */
    record Stretch(long revision, long changes, long bytes) {}

    void added(List<Committed> committed) {
        for (var revision : committed) {
            changes += revision.changes().size();
            bytes += revision.bytes();
        }
    }

    boolean due(long now) {
        return changes > bounds.changes() * SLACK || bytes > bounds.bytes() * SLACK || now >= nextLook;
    }

    void run(Tables tables, long now) throws SQLException {
        var cut = cut(tables.oldest(MOST_AT_ONCE), changes, bytes, now, bounds);
        if (cut.revision() > 0) {
            tables.begin();
            tables.compact(cut.revision());
            tables.commit();
            changes -= cut.changes();
            bytes -= cut.bytes();
        }
        if (cut.changes() < MOST_AT_ONCE / 2) {
            nextLook = now + LOOK_MILLIS;
        }
    }

    /** Walks from the oldest on until what is left keeps within the bounds; never parts a revision, never takes the newest. */
    static Stretch cut(List<Kept> oldest, long changes, long bytes, long now, KeptHistory bounds) {
        var cut = new Stretch(0, 0, 0);
        var count = 0L;
        var size = 0L;
        for (var i = 0; i + 1 < oldest.size(); i++) {
            var kept = oldest.get(i);
            var fits = changes - count <= bounds.changes()
                    && bytes - size <= bounds.bytes()
                    && now - kept.at() <= bounds.age().toMillis();
            var startsRevision = i == 0 || oldest.get(i - 1).revision() != kept.revision();
            if (startsRevision && fits) {
                break;
            }
            count++;
            size += kept.size();
            if (oldest.get(i + 1).revision() != kept.revision()) {
                cut = new Stretch(kept.revision(), count, size);
            }
        }
        return cut;
    }
}
