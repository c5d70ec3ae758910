package io.skerry.store.embedded;

import io.skerry.model.error.LogKeys;
import io.skerry.store.EdgeStore;
import io.skerry.store.EdgeStore.WatchListener;
import io.skerry.store.StoreException;
import io.skerry.store.embedded.history.RecentChanges;
import io.skerry.store.embedded.history.Slice;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One watch on its own virtual thread. It keeps nothing but its position, so a slow listener costs no memory. */
final class EmbeddedWatch implements EdgeStore.Watch {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedWatch.class);
    private static final long TELL_PROGRESS_AFTER = 1000;

    private final String prefix;
    private final WatchListener listener;
    private final RecentChanges recent;
    private final Readers readers;
    private final Consumer<EmbeddedWatch> ended;
    private volatile boolean closed;
    private long position;
    private long told;

    EmbeddedWatch(
            String prefix,
            long afterRevision,
            WatchListener listener,
            RecentChanges recent,
            Readers readers,
            Consumer<EmbeddedWatch> ended) {
        this.prefix = prefix;
        this.listener = listener;
        this.recent = recent;
        this.readers = readers;
        this.ended = ended;
        this.position = afterRevision;
        this.told = afterRevision;
    }

    void start() {
        Thread.ofVirtual().name("edge-store-watch-" + prefix).start(this::run);
    }

    @Override
    public void close() {
        closed = true;
        recent.wake();
        ended.accept(this);
    }

    private void run() {
        try {
            if (position > recent.revision()) {
                call(() -> listener.compacted(recent.revision()));
                return;
            }
            while (recent.await(position, () -> closed)) {
                var slice = next();
                if (slice == null) {
                    return;
                }
                deliver(slice);
            }
        } catch (StoreException e) {
            if (!closed) {
                LOG.atError()
                        .addKeyValue(LogKeys.KEY, prefix)
                        .addKeyValue(LogKeys.ERROR, e.toString())
                        .log("a watch ends: history cannot be read");
                call(() -> listener.compacted(recent.revision()));
            }
        } finally {
            ended.accept(this);
        }
    }

    private @Nullable Slice next() {
        var slice = recent.after(position, prefix);
        if (slice != null) {
            return slice;
        }
        var read = readers.read(reader -> reader.changes(position, prefix));
        if (position < read.compacted()) {
            call(() -> listener.compacted(read.compacted()));
            return null;
        }
        return read.slice();
    }

    private void deliver(Slice slice) {
        for (var committed : slice.revisions()) {
            call(() -> listener.changed(committed.revision(), committed.changes()));
            told = committed.revision();
        }
        position = slice.upTo();
        if (position - told >= TELL_PROGRESS_AFTER) {
            call(() -> listener.progressed(position));
            told = position;
        }
    }

    /** A listener's own failure is its own: the next change still reaches it. */
    private void call(Runnable listening) {
        if (closed) {
            return;
        }
        try {
            listening.run();
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue(LogKeys.KEY, prefix).setCause(e).log("a watch's listener failed");
        }
    }
}
