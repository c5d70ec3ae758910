package io.skerry.store.embedded;

import io.skerry.store.EdgeStore;
import io.skerry.store.Entry;
import io.skerry.store.Limits;
import io.skerry.store.StoreException;
import io.skerry.store.Txn;
import io.skerry.store.TxnResult;
import io.skerry.store.embedded.history.Compaction;
import io.skerry.store.embedded.history.RecentChanges;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The edge store in a folder of this machine, held by this process alone. */
public final class EmbeddedStore implements EdgeStore {

    private final StoreFolder folder;
    private final String storeId;
    private final RecentChanges recent;
    private final Leases leases;
    private final Readers readers;
    private final Writer writer;
    private final Set<EmbeddedWatch> watches = ConcurrentHashMap.newKeySet();

    private EmbeddedStore(StoreFolder folder, StoreSettings settings) throws SQLException, IOException {
        this.folder = folder;
        var file = new SqliteFile(folder, settings.synchronous());
        var tables = new Tables(file.open());
        this.readers = new Readers(file);
        var state = readers.read(Reader::state);
        this.storeId = state.id();
        this.recent = new RecentChanges(state.revision());
        this.leases = new Leases(System::nanoTime);
        tables.leases().forEach(leases::granted);
        this.writer = new Writer(tables, recent, leases, new Compaction(settings.history(), tables.history()));
        writer.start();
    }

    /**
     * Opens the store in the folder, which is made if it is missing.
     *
     * @throws StoreException if another process holds it, a newer version wrote it, or it cannot be read
     */
    public static EmbeddedStore open(Path folder) {
        return open(folder, StoreSettings.DEFAULT);
    }

    static EmbeddedStore open(Path path, StoreSettings settings) {
        var folder = StoreFolder.take(path);
        try {
            return new EmbeddedStore(folder, settings);
        } catch (SQLException | IOException e) {
            folder.close();
            throw new StoreException("the edge store in " + path + " cannot be opened", e);
        } catch (StoreException e) {
            folder.close();
            throw e;
        }
    }

    @Override
    public String storeId() {
        return storeId;
    }

    @Override
    public long revision() {
        return recent.revision();
    }

    @Override
    public @Nullable Entry get(String key) {
        Limits.checkKey(key);
        return readers.read(reader -> reader.get(key));
    }

    @Override
    public Listing list(String prefix) {
        Limits.checkPrefix(prefix);
        return readers.read(reader -> reader.list(prefix));
    }

    @Override
    public TxnResult txn(Txn txn) {
        Limits.check(txn);
        return writer.write(batch -> batch.transact(txn));
    }

    @Override
    public Watch watch(String prefix, long afterRevision, WatchListener listener) {
        Limits.checkPrefix(prefix);
        var watch = new EmbeddedWatch(prefix, afterRevision, listener, recent, readers, watches::remove);
        watches.add(watch);
        watch.start();
        return watch;
    }

    @Override
    public Lease lease(Duration ttl) {
        Limits.checkTtl(ttl);
        return new EmbeddedLease(writer.write(batch -> batch.grant(ttl)));
    }

    /** Renews a lease by its id; false if it already ran out. */
    public boolean renew(long lease) {
        return leases.renew(lease);
    }

    /** Ends a lease by its id, with its keys. */
    public void revoke(long lease) {
        leases.end(lease);
        writer.write(batch -> batch.end(lease));
    }

    @Override
    public void close() {
        watches.forEach(EmbeddedWatch::close);
        try (folder;
                readers;
                writer) {
            watches.clear();
        } catch (SQLException e) {
            throw new StoreException("the edge store in " + folder.path() + " did not close cleanly", e);
        }
    }

    private final class EmbeddedLease implements Lease {

        private final long id;

        private EmbeddedLease(long id) {
            this.id = id;
        }

        @Override
        public long id() {
            return id;
        }

        @Override
        public boolean renew() {
            return leases.renew(id);
        }

        @Override
        public void close() {
            revoke(id);
        }
    }
}
