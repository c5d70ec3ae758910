package io.skerry.edge.report;

import io.skerry.model.error.LogKeys;
import io.skerry.store.Change;
import io.skerry.store.EdgeStore;
import io.skerry.store.EdgeStore.Listing;
import io.skerry.store.EdgeStore.Watch;
import io.skerry.store.EdgeStore.WatchListener;
import io.skerry.store.StoreException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Everything under a prefix, then its changes; everything again when changes were missed. */
final class KeyFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFeed.class);
    private static final Duration AFTER_ERROR = Duration.ofSeconds(1);

    private final EdgeStore store;
    private final String prefix;
    private final BiConsumer<String, Listing> all;
    private final Consumer<List<Change>> changes;
    private @Nullable Watch watch;
    private boolean closed;

    KeyFeed(EdgeStore store, String prefix, BiConsumer<String, Listing> all, Consumer<List<Change>> changes) {
        this.store = store;
        this.prefix = prefix;
        this.all = all;
        this.changes = changes;
        begin();
    }

    private void begin() {
        Thread.ofVirtual().name("report-feed").start(() -> {
            try {
                while (!listAndWatch()) {
                    Thread.sleep(AFTER_ERROR);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private synchronized boolean listAndWatch() {
        if (closed) {
            return true;
        }
        try {
            var listing = store.list(prefix);
            all.accept(prefix, listing);
            watch = store.watch(prefix, listing.revision(), new WatchListener() {
                @Override
                public void changed(long revision, List<Change> changed) {
                    changes.accept(changed);
                }

                @Override
                public void compacted(long oldestRevision) {
                    begin();
                }
            });
            return true;
        } catch (StoreException e) {
            LOG.atInfo().addKeyValue(LogKeys.ERROR, e.getMessage()).log("reports wait for the store");
            return false;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (watch != null) {
            watch.close();
        }
    }
}
