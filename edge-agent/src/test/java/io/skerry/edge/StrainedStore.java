package io.skerry.edge;

import io.skerry.store.EdgeStore;
import io.skerry.store.Entry;
import io.skerry.store.StoreException;
import io.skerry.store.Txn;
import io.skerry.store.TxnResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A store that on demand refuses a call once, or holds watches back. */
public final class StrainedStore implements EdgeStore {

    private final EdgeStore store;
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final List<String> held = new CopyOnWriteArrayList<>();
    private final List<Runnable> late = new CopyOnWriteArrayList<>();

    public StrainedStore(EdgeStore store) {
        this.store = store;
    }

    /** Does not answer the next listing of that prefix, or writing under it. */
    public void refuseOnce(String prefix) {
        refused.add(prefix);
    }

    /** Whether everything that was to be refused was. */
    public boolean hasRefused() {
        return refused.isEmpty();
    }

    /** Watches of that prefix hear nothing until {@link #release}. */
    public void hold(String prefix) {
        held.add(prefix);
    }

    public void release() {
        late.forEach(Runnable::run);
    }

    private void refuse(String key) {
        if (refused.removeIf(key::startsWith)) {
            throw new StoreException("the edge store does not answer");
        }
    }

    @Override
    public String storeId() {
        return store.storeId();
    }

    @Override
    public long revision() {
        return store.revision();
    }

    @Override
    public @Nullable Entry get(String key) {
        return store.get(key);
    }

    @Override
    public Listing list(String prefix) {
        refuse(prefix);
        return store.list(prefix);
    }

    @Override
    public TxnResult txn(Txn txn) {
        txn.operations().forEach(operation -> refuse(operation.key()));
        return store.txn(txn);
    }

    @Override
    public Watch watch(String prefix, long afterRevision, WatchListener listener) {
        if (held.contains(prefix)) {
            late.add(() -> store.watch(prefix, afterRevision, listener));
            return () -> {};
        }
        return store.watch(prefix, afterRevision, listener);
    }

    @Override
    public Lease lease(Duration ttl) {
        return store.lease(ttl);
    }

    @Override
    public void close() {
        store.close();
    }
}
