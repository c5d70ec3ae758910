package io.skerry.store.queue;

import io.skerry.model.key.EdgeKey;
import io.skerry.store.Compare;
import io.skerry.store.EdgeStore;
import io.skerry.store.Operation;
import io.skerry.store.StoreException;
import io.skerry.store.Txn;
import io.skerry.store.lease.HeldLease;
import io.skerry.store.value.Values;
import io.skerry.store.watch.ChangeSignal;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Orders at {@code order/<queue>/<id>}, first in first out. Whoever takes one holds it by a lease with a heartbeat; if it dies the order
 * is free again, with one attempt more on its count. All methods throw {@link StoreException} when the store does not answer.
 */
public final class OrderQueue implements AutoCloseable {

    private final EdgeStore store;
    private final String queue;
    private final Duration ttl;
    private final ChangeSignal signal;

    /**
     * @param queue its name: a part of a key, without a slash
     * @param ttl how long a dead taker's order stays taken
     */
    public OrderQueue(EdgeStore store, String queue, Duration ttl) {
        this.store = store;
        this.queue = part("queue", queue);
        this.ttl = ttl;
        this.signal = new ChangeSignal(store, Order.prefix(queue));
    }

    /** Puts an order unless one with this id waits or is being done; returns whether it is new. */
    public boolean put(String id, Object order) {
        var key = EdgeKey.order(queue, part("id", id));
        return store.txn(Txn.of(Operation.put(key, Values.write(order))).when(Compare.absent(key)))
                .done();
    }

    /** Removes an order, taken or not; its taker finds out when it is done. */
    public void remove(String id) {
        var key = EdgeKey.order(queue, part("id", id));
        store.txn(Txn.of(Order.removal(key).toArray(Operation[]::new)));
    }

    /** Takes the oldest free order, waiting so long for one; null if there was none. */
    public @Nullable Claim take(Duration patience) throws InterruptedException {
        var until = System.nanoTime() + patience.toNanos();
        while (true) {
            var heard = signal.heard();
            var claim = takeNow();
            if (claim != null || !signal.await(heard, Duration.ofNanos(until - System.nanoTime()))) {
                return claim;
            }
        }
    }

    /** Wakes those who wait in {@link #take}; claims are their takers' own. */
    @Override
    public void close() {
        signal.close();
    }

    private @Nullable Claim takeNow() {
        var listing = store.list(Order.prefix(queue));
        signal.listenFrom(listing.revision());
        var free = Order.free(queue, listing.entries());
        if (free.isEmpty()) {
            return null;
        }
        var lease = HeldLease.take(store, ttl);
        try {
            for (var order : free) {
                var claim = claim(order, lease);
                if (claim != null) {
                    return claim;
                }
            }
        } catch (StoreException e) {
            // Nobody knows whether the order was taken: without its lease it is not.
            lease.close();
            throw e;
        }
        lease.close();
        return null;
    }

    private @Nullable Claim claim(Order order, HeldLease lease) {
        var result = store.txn(order.take(UUID.randomUUID().toString(), lease.id()));
        if (!result.done()) {
            return null;
        }
        var guard = new Compare(Order.claimKey(order.what().key()), result.revision());
        return new Claim(store, order, lease, guard);
    }

    private static String part(String what, String text) {
        if (text.isEmpty() || text.contains("/")) {
            throw new StoreException(
                    "the " + what + " '" + text + "' of an order is no part of a key: it is empty or has a slash");
        }
        return text;
    }
}
