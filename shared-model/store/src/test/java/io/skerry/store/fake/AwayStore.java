package io.skerry.store.fake;

import io.skerry.store.EdgeStore;
import io.skerry.store.Entry;
import io.skerry.store.StoreException;
import io.skerry.store.Txn;
import io.skerry.store.TxnResult;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A store that can be away for its caller while it goes on for everyone else. */
public final class AwayStore implements EdgeStore {

    private final EdgeStore store;
    private volatile boolean away;

    public AwayStore(EdgeStore store) {
        this.store = store;
    }

    public void goAway() {
        away = true;
    }

    public void comeBack() {
        away = false;
    }

    @Override
    public String storeId() {
        return there().storeId();
    }

    @Override
    public long revision() {
        return there().revision();
    }

    @Override
    public @Nullable Entry get(String key) {
        return there().get(key);
    }

    @Override
    public Listing list(String prefix) {
        return there().list(prefix);
    }

    @Override
    public TxnResult txn(Txn txn) {
        return there().txn(txn);
    }

    @Override
    public Watch watch(String prefix, long afterRevision, WatchListener listener) {
        return store.watch(prefix, afterRevision, listener);
    }

    @Override
    public Lease lease(Duration ttl) {
        var lease = there().lease(ttl);
        return new Lease() {
            @Override
            public long id() {
                return lease.id();
            }

            @Override
            public boolean renew() {
                there();
                return lease.renew();
            }

            @Override
            public void close() {
                there();
                lease.close();
            }
        };
    }

    @Override
    public void close() {
        store.close();
    }

    private EdgeStore there() {
        if (away) {
            throw new StoreException("the store is away");
        }
        return store;
    }
}
