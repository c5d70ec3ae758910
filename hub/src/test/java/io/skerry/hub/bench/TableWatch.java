package io.skerry.hub.bench;

import io.skerry.model.key.EdgeKey;
import io.skerry.model.seen.GatewayTable;
import io.skerry.model.site.SiteObject;
import io.skerry.model.site.WantedRoute;
import io.skerry.store.Change;
import io.skerry.store.EdgeStore;
import io.skerry.store.EdgeStores;
import io.skerry.store.value.Values;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Sees in one data center's edge store when a route's host stands in the gateway's table: as a watcher, without asking again and again. */
final class TableWatch implements AutoCloseable, EdgeStore.WatchListener {

    private final String route;
    private final EdgeStore store;
    private final EdgeStore.Watch watch;
    private final Map<String, CompletableFuture<Long>> served = new ConcurrentHashMap<>();
    private final Map<String, Long> wanted = new HashMap<>();

    /**
     * Begins to watch.
     *
     * @param dataCenterFolder of the data center
     * @param route its key
     */
    TableWatch(Path dataCenterFolder, String route) {
        this.route = route;
        this.store = EdgeStores.connect(dataCenterFolder);
        this.watch = store.watch("", store.revision(), this);
    }

    /** The time, by {@link System#nanoTime}, at which the table with that host was there. */
    CompletableFuture<Long> served(String host) {
        return served.computeIfAbsent(host, any -> new CompletableFuture<>());
    }

    @Override
    public void changed(long revision, List<Change> changes) {
        var now = System.nanoTime();
        for (var change : changes) {
            if (change.entry() == null) {
                continue;
            }
            if (change.key().equals(route)) {
                var object = Values.read(change.entry().value(), SiteObject.class);
                Values.read(object.body(), WantedRoute.class)
                        .hosts()
                        .forEach(host -> wanted.put(host, object.version()));
            } else if (change.key().startsWith(EdgeKey.TABLES)) {
                var version =
                        Values.read(change.entry().value(), GatewayTable.class).siteVersion();
                wanted.entrySet()
                        .removeIf(host -> host.getValue() <= version
                                && served(host.getKey()).complete(now));
            }
        }
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
