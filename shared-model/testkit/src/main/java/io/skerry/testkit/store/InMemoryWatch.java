package io.skerry.testkit.store;

import io.skerry.store.Change;
import io.skerry.store.EdgeStore.Watch;
import io.skerry.store.EdgeStore.WatchListener;
import java.util.List;

/** A watch of the store in memory, on a virtual thread of its own. */
final class InMemoryWatch implements Watch {

    private final InMemoryEdgeStore store;
    private final String prefix;
    private final WatchListener listener;
    private volatile boolean closed;
    private long position;

    InMemoryWatch(InMemoryEdgeStore store, String prefix, long afterRevision, WatchListener listener) {
        this.store = store;
        this.prefix = prefix;
        this.position = afterRevision;
        this.listener = listener;
    }

    void start() {
        Thread.ofVirtual().name("in-memory-watch-" + prefix).start(this::run);
    }

    boolean closed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
        store.wakeWatches();
    }

    private void run() {
        try {
            for (var next = store.next(position, this); next != null; next = store.next(position, this)) {
                if (next.revisions().isEmpty()) {
                    listener.compacted(next.compacted());
                    return;
                }
                next.revisions().forEach(this::deliver);
                position = next.upTo();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void deliver(List<Change> changes) {
        var mine = changes.stream().filter(c -> c.key().startsWith(prefix)).toList();
        if (mine.isEmpty() || closed) {
            return;
        }
        try {
            listener.changed(mine.getFirst().revision(), mine);
        } catch (RuntimeException e) {
            // As in every store, a listener's failure ends nothing; a test sees it on the console.
            var thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
        }
    }
}
