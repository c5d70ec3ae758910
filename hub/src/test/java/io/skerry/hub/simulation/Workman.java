package io.skerry.hub.simulation;

import io.skerry.model.key.EdgeKey;
import io.skerry.model.message.CommandResult;
import io.skerry.model.site.SiteObject;
import io.skerry.store.Change;
import io.skerry.store.Compare;
import io.skerry.store.EdgeStore.WatchListener;
import io.skerry.store.Operation;
import io.skerry.store.Txn;
import io.skerry.store.value.Values;
import io.skerry.testkit.simulation.DiskStore;
import io.skerry.testkit.simulation.Node;
import io.skerry.testkit.simulation.Simulation;
import java.util.List;
import java.util.Objects;

/** Stands for the worker: makes what is wanted be seen after a while, and does each order that lies in the store once. */
final class Workman {

    private static final String ORDERS = EdgeKey.ORDERS + "restart/";

    private final Simulation simulation;
    private final Node node;
    private final DiskStore store;

    Workman(Simulation simulation, Node node, DiskStore store) {
        this.simulation = simulation;
        this.node = node;
        this.store = store;
    }

    void begin() {
        follow(EdgeKey.WANTED_COMPONENTS);
        follow(ORDERS);
        // What went while nobody was here.
        store.list(EdgeKey.SEEN_COMPONENTS).entries().forEach(seen -> later(wantedKey(seen.key())));
    }

    private void follow(String prefix) {
        var listing = store.list(prefix);
        listing.entries().forEach(entry -> later(entry.key()));
        store.watch(prefix, listing.revision(), new WatchListener() {
            @Override
            public void changed(long revision, List<Change> changes) {
                changes.forEach(change -> later(change.key()));
            }

            @Override
            public void compacted(long oldestRevision) {
                follow(prefix);
            }
        });
    }

    private void later(String key) {
        node.after(simulation.between(5, 1_500), "", () -> {
            if (key.startsWith(ORDERS)) {
                doOrder(key);
            } else {
                bring(key);
            }
        });
    }

    private void bring(String key) {
        var wanted = store.get(key);
        var seen = EdgeKey.SEEN_COMPONENTS + key.substring(EdgeKey.WANTED_COMPONENTS.length());
        if (wanted == null) {
            if (store.get(seen) != null) {
                store.delete(seen);
            }
        } else {
            var body = Values.read(wanted.value(), SiteObject.class).body();
            var before = store.get(seen);
            if (before == null || !Objects.deepEquals(before.value(), body)) {
                store.put(seen, body);
            }
        }
    }

    private void doOrder(String key) {
        var order = store.get(key);
        if (order != null) {
            var id = key.substring(ORDERS.length());
            var done = new CommandResult(id, true, null, null);
            store.txn(new Txn(
                    List.of(Compare.unchanged(order)),
                    List.of(Operation.delete(key), Operation.put(EdgeKey.answer(id), Values.write(done)))));
        }
    }

    private static String wantedKey(String seen) {
        return EdgeKey.WANTED_COMPONENTS + seen.substring(EdgeKey.SEEN_COMPONENTS.length());
    }
}
