package io.skerry.store.embedded.history;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The last committed changes in memory, so that live watches read no file. Bounded; what is older is in the change table. */
public final class RecentChanges {

    private static final int REVISIONS = 1024;
    private static final int SLICE = 256;
    private static final long MAX_BYTES = 2 << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    /** Every revision has one place: revisions follow each other without a gap. */
    private final @Nullable Committed[] ring = new @Nullable Committed[REVISIONS];

    private volatile long revision;
    /** Revisions after this one are held here. */
    private long before;

    private long bytes;

    /** Begins after this revision. */
    public RecentChanges(long revision) {
        this.revision = revision;
        this.before = revision;
    }

    /** The last committed revision. */
    public long revision() {
        return revision;
    }

    /** Takes what was committed, and wakes those who wait for it. */
    public void add(List<Committed> committed) {
        lock.lock();
        try {
            for (var next : committed) {
                if (next.revision() - before > REVISIONS) {
                    forgetOldest();
                }
                ring[place(next.revision())] = next;
                bytes += next.bytes();
                revision = next.revision();
            }
            while (bytes > MAX_BYTES) {
                forgetOldest();
            }
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Waits until something after the position was committed; false if the waiter is to stop. */
    public boolean await(long position, BooleanSupplier stop) {
        lock.lock();
        try {
            while (revision <= position && !stop.getAsBoolean()) {
                moved.awaitUninterruptibly();
            }
            return !stop.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    /** Lets every waiter look at its reason to stop. */
    public void wake() {
        lock.lock();
        try {
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** What follows the position under the prefix; null if that is no longer in memory. */
    public @Nullable Slice after(long position, String prefix) {
        var found = new ArrayList<Committed>();
        lock.lock();
        try {
            if (position < before) {
                return null;
            }
            var upTo = Math.min(revision, position + SLICE);
            for (var r = position + 1; r <= upTo; r++) {
                var committed = ring[place(r)];
                if (committed != null) {
                    found.add(committed);
                }
            }
            return new Slice(under(prefix, found), upTo);
        } finally {
            lock.unlock();
        }
    }

    private void forgetOldest() {
        before++;
        var oldest = ring[place(before)];
        if (oldest != null) {
            bytes -= oldest.bytes();
        }
        ring[place(before)] = null;
    }

    private static List<Committed> under(String prefix, List<Committed> all) {
        return all.stream()
                .map(c -> c.under(prefix))
                .filter(c -> !c.changes().isEmpty())
                .toList();
    }

    private static int place(long revision) {
        return (int) (revision % REVISIONS);
    }
}
