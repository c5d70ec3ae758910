package io.skerry.testkit.store;

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
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An edge store without a file, for tests. It keeps all history until {@link #compact}; leases run out on the monotonic clock, or at once
 * by {@link #expire}; {@link #disconnect} makes every call fail until {@link #reconnect}.
 */
public final class InMemoryEdgeStore implements EdgeStore {

    private final String storeId = UUID.randomUUID().toString();
    private final TreeMap<String, Entry> entries = new TreeMap<>();
    /** One element per revision, from {@code compacted + 1} on. */
    private final List<List<Change>> history = new ArrayList<>();

    private final Map<Long, InMemoryLease> leases = new TreeMap<>();
    private long compacted;
    private long lastLease;
    private boolean away;
    private boolean closed;

    @Override
    public synchronized String storeId() {
        return storeId;
    }

    @Override
    public synchronized long revision() {
        answer();
        return compacted + history.size();
    }

    @Override
    public synchronized @Nullable Entry get(String key) {
        Limits.checkKey(key);
        answer();
        return entries.get(key);
    }

    @Override
    public synchronized Listing list(String prefix) {
        Limits.checkPrefix(prefix);
        answer();
        var found = entries.tailMap(prefix).values().stream()
                .takeWhile(e -> e.key().startsWith(prefix))
                .toList();
        return new Listing(revision(), found);
    }

    @Override
    public synchronized TxnResult txn(Txn txn) {
        Limits.check(txn);
        answer();
        for (var compare : txn.compares()) {
            var entry = entries.get(compare.key());
            if ((entry == null ? 0 : entry.modified()) != compare.modified()) {
                return new TxnResult(false, revision());
            }
        }
        for (var operation : txn.operations()) {
            if (operation.lease() != 0 && !leases.containsKey(operation.lease())) {
                throw new StoreException("lease " + operation.lease() + " of " + operation.key() + " has run out");
            }
        }
        return new TxnResult(true, write(txn.operations()));
    }

    @Override
    public synchronized Watch watch(String prefix, long afterRevision, WatchListener listener) {
        Limits.checkPrefix(prefix);
        var watch = new InMemoryWatch(this, prefix, afterRevision, listener);
        watch.start();
        return watch;
    }

    @Override
    public synchronized Lease lease(Duration ttl) {
        Limits.checkTtl(ttl);
        answer();
        var lease = new InMemoryLease(++lastLease, ttl);
        leases.put(lease.id(), lease);
        return lease;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Forgets the changes up to this revision. */
    public synchronized void compact(long revision) {
        while (compacted < revision && !history.isEmpty()) {
            history.removeFirst();
            compacted++;
        }
        notifyAll();
    }

    /** Lets a lease run out now. */
    public synchronized void expire(Lease lease) {
        end(lease.id());
    }

    /** Every call fails from now on, and watches hear nothing. */
    public synchronized void disconnect() {
        away = true;
    }

    /** Calls are answered again, and watches catch up. */
    public synchronized void reconnect() {
        away = false;
        notifyAll();
    }

    /** What a watch hears next: changes of some revisions, the revision they lead to, and where history begins. */
    record Next(List<List<Change>> revisions, long upTo, long compacted) {}

    /** Waits for something after the position; null when the watch or the store was closed. */
    @Nullable
    synchronized Next next(long position, InMemoryWatch watch) throws InterruptedException {
        while (!closed && !watch.closed()) {
            endLeases();
            var revision = compacted + history.size();
            if (!away && (position < compacted || position > revision)) {
                return new Next(List.of(), position, position < compacted ? compacted : revision);
            }
            if (!away && position < revision) {
                var from = Math.toIntExact(position - compacted);
                return new Next(List.copyOf(history.subList(from, history.size())), revision, compacted);
            }
            wait(untilNextEnd().toMillis());
        }
        return null;
    }

    synchronized void wakeWatches() {
        notifyAll();
    }

    private void answer() {
        if (closed) {
            throw new StoreException("the edge store is closed");
        }
        if (away) {
            throw new StoreException("the edge store does not answer");
        }
        endLeases();
    }

    private long write(List<Operation> operations) {
        var next = compacted + history.size() + 1;
        var changes = new TreeMap<String, Change>();
        for (var operation : operations) {
            var key = operation.key();
            var value = operation.value();
            var before = entries.get(key);
            if (value != null) {
                var created = before == null ? next : before.created();
                var entry = new Entry(key, value.clone(), created, next, operation.lease());
                entries.put(key, entry);
                changes.put(key, new Change(key, next, entry));
            } else if (entries.remove(key) != null) {
                changes.put(key, new Change(key, next, null));
            }
        }
        if (!changes.isEmpty()) {
            history.add(List.copyOf(changes.values()));
            notifyAll();
        }
        return compacted + history.size();
    }

    private void endLeases() {
        leases.values().stream()
                .filter(l -> l.left().isNegative())
                .map(InMemoryLease::id)
                .toList()
                .forEach(this::end);
    }

    private void end(long lease) {
        if (leases.remove(lease) != null) {
            write(entries.values().stream()
                    .filter(e -> e.lease() == lease)
                    .map(e -> Operation.delete(e.key()))
                    .toList());
        }
    }

    private Duration untilNextEnd() {
        var next = leases.values().stream().map(InMemoryLease::left).min(Duration::compareTo);
        return next.orElse(Duration.ofHours(1)).plusMillis(1);
    }

    private final class InMemoryLease implements Lease {

        private final long id;
        private final Duration ttl;
        private long until;

        private InMemoryLease(long id, Duration ttl) {
            this.id = id;
            this.ttl = ttl;
            this.until = System.nanoTime() + ttl.toNanos();
        }

        private Duration left() {
            return Duration.ofNanos(until - System.nanoTime());
        }

        @Override
        public long id() {
            return id;
        }

        @Override
        public boolean renew() {
            synchronized (InMemoryEdgeStore.this) {
                answer();
                until = System.nanoTime() + ttl.toNanos();
                return leases.containsKey(id);
            }
        }

        @Override
        public void close() {
            synchronized (InMemoryEdgeStore.this) {
                answer();
                end(id);
            }
        }
    }
}
