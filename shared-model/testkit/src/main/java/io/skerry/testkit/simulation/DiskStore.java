package io.skerry.testkit.simulation;

import io.skerry.store.Change;
import io.skerry.store.EdgeStore;
import io.skerry.store.Entry;
import io.skerry.store.Limits;
import io.skerry.store.Operation;
import io.skerry.store.StoreException;
import io.skerry.store.Txn;
import io.skerry.store.TxnResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An edge store of a node on a virtual disk: a write returns once it is synced, and before, between and after writing and syncing the node
 * may die. Watches are told by events. There are no leases.
 */
public final class DiskStore implements EdgeStore {

    private static final long TOLD_WITHIN = 5;

    private final Simulation simulation;
    private final Node node;
    private final Volume volume;
    private final TreeMap<String, Entry> entries = new TreeMap<>();
    private final List<FollowedPrefix> watches = new ArrayList<>();
    private long revision;

    /** What outlives the node: an identity and the transactions of a store. */
    public record Volume(String storeId, VirtualDisk<List<Operation>> disk) {}

    /** Opens what the disk holds. */
    public DiskStore(Simulation simulation, Node node, Volume volume) {
        this.simulation = simulation;
        this.node = node;
        this.volume = volume;
        volume.disk().read().forEach(this::apply);
    }

    @Override
    public String storeId() {
        return volume.storeId();
    }

    @Override
    public long revision() {
        return revision;
    }

    @Override
    public @Nullable Entry get(String key) {
        Limits.checkKey(key);
        return entries.get(key);
    }

    @Override
    public Listing list(String prefix) {
        Limits.checkPrefix(prefix);
        var found = entries.tailMap(prefix).values().stream()
                .takeWhile(entry -> entry.key().startsWith(prefix))
                .toList();
        return new Listing(revision, found);
    }

    @Override
    public TxnResult txn(Txn txn) {
        Limits.check(txn);
        for (var compare : txn.compares()) {
            var entry = entries.get(compare.key());
            if ((entry == null ? 0 : entry.modified()) != compare.modified()) {
                return new TxnResult(false, revision);
            }
        }
        node.point("before writing");
        volume.disk().append(txn.operations());
        node.point("before syncing");
        volume.disk().sync();
        node.point("after syncing");
        var changes = apply(txn.operations());
        watches.forEach(watch -> watch.tell(changes));
        return new TxnResult(true, revision);
    }

    private List<Change> apply(List<Operation> operations) {
        var next = revision + 1;
        var changes = new TreeMap<String, Change>();
        for (var operation : operations) {
            var key = operation.key();
            var value = operation.value();
            var before = entries.get(key);
            if (value != null) {
                var entry = new Entry(key, value, before == null ? next : before.created(), next, 0);
                entries.put(key, entry);
                changes.put(key, new Change(key, next, entry));
            } else if (entries.remove(key) != null) {
                changes.put(key, new Change(key, next, null));
            }
        }
        revision = changes.isEmpty() ? revision : next;
        return List.copyOf(changes.values());
    }

    /** Follows from now on: who asks for an older revision is told that it is no longer kept. */
    @Override
    public Watch watch(String prefix, long afterRevision, WatchListener listener) {
        var watch = new FollowedPrefix(prefix, listener);
        if (afterRevision == revision) {
            watches.add(watch);
        } else {
            node.after(0, "", () -> listener.compacted(revision));
        }
        return watch;
    }

    @Override
    public Lease lease(Duration ttl) {
        throw new StoreException("a simulated store grants no leases");
    }

    @Override
    public void close() {
        watches.clear();
    }

    private final class FollowedPrefix implements Watch {

        private final String prefix;
        private final WatchListener listener;
        private final List<List<Change>> untold = new ArrayList<>();

        private FollowedPrefix(String prefix, WatchListener listener) {
            this.prefix = prefix;
            this.listener = listener;
        }

        private void tell(List<Change> changes) {
            var mine = changes.stream()
                    .filter(change -> change.key().startsWith(prefix))
                    .toList();
            if (!mine.isEmpty()) {
                untold.add(mine);
                node.after(simulation.between(0, TOLD_WITHIN), "", this::tellNext);
            }
        }

        private void tellNext() {
            if (!untold.isEmpty()) {
                var next = untold.removeFirst();
                listener.changed(next.getFirst().revision(), next);
            }
        }

        @Override
        public void close() {
            untold.clear();
            watches.remove(this);
        }
    }
}
