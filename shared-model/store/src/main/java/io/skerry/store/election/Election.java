package io.skerry.store.election;

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
import org.jspecify.annotations.Nullable;

/** Who leads a role, decided over the key {@code lease/<role>}. All methods throw {@link StoreException} when the store does not answer. */
public final class Election implements AutoCloseable {

    private final EdgeStore store;
    private final String key;
    private final String candidate;
    private final Duration ttl;
    private final ChangeSignal signal;

    /** The value of {@code lease/<role>}. */
    record Leader(String candidate) {}

    /**
     * @param candidate how this process is called, for people who look
     * @param ttl how long a dead leader's place stays taken
     */
    public Election(EdgeStore store, String role, String candidate, Duration ttl) {
        this.store = store;
        this.key = EdgeKey.lease(role);
        this.candidate = candidate;
        this.ttl = ttl;
        this.signal = new ChangeSignal(store, key);
    }

    /** Waits so long to lead; null if somebody else still leads then. */
    public @Nullable Leadership campaign(Duration patience) throws InterruptedException {
        var until = System.nanoTime() + patience.toNanos();
        while (true) {
            var heard = signal.heard();
            var leadership = campaignNow();
            if (leadership != null || !signal.await(heard, Duration.ofNanos(until - System.nanoTime()))) {
                return leadership;
            }
        }
    }

    /** Who leads now, null if nobody does. */
    public @Nullable String leader() {
        var entry = store.get(key);
        return entry == null ? null : Values.read(entry.value(), Leader.class).candidate();
    }

    /** Wakes those who wait in {@link #campaign}; a leadership won here is its holder's own. */
    @Override
    public void close() {
        signal.close();
    }

    private @Nullable Leadership campaignNow() {
        var listing = store.list(key);
        signal.listenFrom(listing.revision());
        if (listing.entries().stream().anyMatch(entry -> entry.key().equals(key))) {
            return null;
        }
        var lease = HeldLease.take(store, ttl);
        try {
            var value = Values.write(new Leader(candidate));
            var won = store.txn(Txn.of(Operation.put(key, value, lease.id())).when(Compare.absent(key)));
            if (won.done()) {
                return new Leadership(lease, new Compare(key, won.revision()));
            }
        } catch (StoreException e) {
            // Nobody knows whether it was won: without its lease it is not.
            lease.close();
            throw e;
        }
        lease.close();
        return null;
    }
}
