package io.skerry.store.queue;

import io.skerry.store.Compare;
import io.skerry.store.EdgeStore;
import io.skerry.store.Operation;
import io.skerry.store.Txn;
import io.skerry.store.lease.HeldLease;
import io.skerry.store.value.Values;
import java.util.ArrayList;
import java.util.List;

/** An order that this taker has and nobody else, until it is done, given back by {@link #close}, or lost with its lease. */
public final class Claim implements AutoCloseable {

    private final EdgeStore store;
    private final Order order;
    private final HeldLease lease;
    private final Compare guard;

    Claim(EdgeStore store, Order order, HeldLease lease, Compare guard) {
        this.store = store;
        this.order = order;
        this.lease = lease;
        this.guard = guard;
    }

    /** The order's id. */
    public String id() {
        return order.id();
    }

    /**
     * What to do.
     *
     * @throws io.skerry.store.StoreException if the order is no such record
     */
    public <T> T order(Class<T> type) {
        return Values.read(order.what().value(), type);
    }

    /** Which attempt at this order it is, those given back counted too; the first is 1. */
    public int attempt() {
        return order.nextAttempt();
    }

    /** Whether nobody else can have the order now. */
    public boolean held() {
        return lease.held();
    }

    /** Calls this once, on a thread of its own, when the order may be somebody else's: stop working on it. */
    public void onLost(Runnable callback) {
        lease.onLost(callback);
    }

    /** A condition for writes that only the order's holder may do. */
    public Compare guard() {
        return guard;
    }

    /**
     * Removes the order and writes its outcome in the same transaction.
     *
     * @param outcome at most 125 operations
     * @return false if the order is no longer this taker's; nothing was written then
     */
    public boolean done(Operation... outcome) {
        var operations = new ArrayList<>(List.of(outcome));
        operations.addAll(Order.removal(order.what().key()));
        var done = store.txn(new Txn(List.of(guard), operations)).done();
        lease.close();
        return done;
    }

    /** Gives the order back for another attempt, unless it is done. */
    @Override
    public void close() {
        lease.close();
    }
}
