package io.skerry.store.election;

import io.skerry.store.Compare;
import io.skerry.store.lease.HeldLease;

/** Leading a role, until it is given up by {@link #close} or lost with its lease. */
public final class Leadership implements AutoCloseable {

    private final HeldLease lease;
    private final Compare guard;

    Leadership(HeldLease lease, Compare guard) {
        this.lease = lease;
        this.guard = guard;
    }

    /** A number that rises with every leader of the role: the revision that made it one. */
    public long fence() {
        return guard.modified();
    }

    /** The condition for writes that only the leader may do: it fails once another one leads, or nobody. */
    public Compare guard() {
        return guard;
    }

    /** Whether nobody else can lead now. */
    public boolean held() {
        return lease.held();
    }

    /** Calls this once, on a thread of its own, when somebody else may lead: stop leading. */
    public void onLost(Runnable callback) {
        lease.onLost(callback);
    }

    @Override
    public void close() {
        lease.close();
    }
}
