package io.skerry.edge.worker.follow;

import io.skerry.model.error.LogKeys;
import io.skerry.store.Change;
import io.skerry.store.EdgeStore;
import io.skerry.store.Entry;
import io.skerry.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a follower up to date: everything once, then every change; everything again after a gap. */
public final class Following implements AutoCloseable, EdgeStore.WatchListener {

    private static final Logger LOG = LoggerFactory.getLogger(Following.class);

    private static final Duration AFTER_ERROR = Duration.ofSeconds(1);

    private final EdgeStore store;
    private final Follower follower;
    private final AtomicBoolean closed = new AtomicBoolean();
    private EdgeStore.@Nullable Watch watch;

    /** Begins to follow; the follower knows everything there is when this returns. */
    public Following(EdgeStore store, Follower follower) {
        this.store = store;
        this.follower = follower;
        begin();
    }

    private synchronized void begin() {
        var listing = store.list(follower.prefix());
        listing.entries().forEach(this::put);
        follower.onlyThese(listing.entries().stream().map(Entry::key).collect(Collectors.toSet()));
        if (!closed.get()) {
            watch = store.watch(follower.prefix(), listing.revision(), this);
        }
    }

    @Override
    public void changed(long revision, List<Change> changes) {
        for (var change : changes) {
            if (change.entry() == null) {
                follower.deleted(change.key());
            } else {
                put(change.entry());
            }
        }
    }

    private void put(Entry entry) {
        try {
            follower.put(entry.key(), entry.value());
        } catch (StoreException | IllegalArgumentException e) {
            // One unreadable value must not stop the others; whoever wrote it writes it anew.
            LOG.atError()
                    .addKeyValue(LogKeys.KEY, entry.key())
                    .addKeyValue(LogKeys.ERROR, e)
                    .log("value not understood");
        }
    }

    @Override
    public void compacted(long oldestRevision) {
        Thread.ofVirtual().name("follow-" + follower.prefix()).start(() -> {
            try {
                while (!closed.get() && !begun()) {
                    Thread.sleep(AFTER_ERROR);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private boolean begun() {
        try {
            begin();
            return true;
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.KEY, follower.prefix())
                    .addKeyValue(LogKeys.ERROR, e)
                    .log("not listed again; tried again");
            return false;
        }
    }

    @Override
    public void close() {
        closed.set(true);
        EdgeStore.Watch running;
        synchronized (this) {
            running = watch;
        }
        if (running != null) {
            running.close();
        }
    }
}
