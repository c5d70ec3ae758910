package io.skerry.hub.lab;

import io.skerry.store.Change;
import io.skerry.store.EdgeStore;
import io.skerry.store.EdgeStores;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sees what a data center's edge store is told to make run, each time it is told something new. */
final class WantedWatch implements AutoCloseable, EdgeStore.WatchListener {

    private static final String WANTED = "wanted/";

    private final EdgeStore store;
    private final EdgeStore.Watch watch;
    private final Map<String, Integer> writes = new TreeMap<>();

    /** Begins to watch the store of the data center with that folder. */
    WantedWatch(Path dataCenterFolder) {
        store = EdgeStores.connect(dataCenterFolder);
        watch = store.watch(WANTED, store.revision(), this);
    }

    /** Key → how often it was written since the watch began. */
    synchronized Map<String, Integer> writes() {
        return Map.copyOf(writes);
    }

    @Override
    public synchronized void changed(long revision, List<Change> changes) {
        changes.forEach(change -> writes.merge(change.key(), 1, Integer::sum));
    }

    @Override
    public void compacted(long oldestRevision) {
        throw new IllegalStateException("the watch fell behind");
    }

    @Override
    public void close() {
        watch.close();
        store.close();
    }
}
