package io.skerry.store;

import io.skerry.store.embedded.EmbeddedStore;
import io.skerry.store.socket.server.StoreServer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The embedded store and the socket it is served on, closed together. */
record OwnedStore(EmbeddedStore store, StoreServer server) implements EdgeStore {

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
        return store.list(prefix);
    }

    @Override
    public TxnResult txn(Txn txn) {
        return store.txn(txn);
    }

    @Override
    public Watch watch(String prefix, long afterRevision, WatchListener listener) {
        return store.watch(prefix, afterRevision, listener);
    }

    @Override
    public Lease lease(Duration ttl) {
        return store.lease(ttl);
    }

    /** The socket goes first: its file may be removed only while the lock is held. */
    @Override
    public void close() {
        server.close();
        store.close();
    }
}
