package io.skerry.store.embedded;

import io.skerry.store.Change;
import io.skerry.store.Entry;
import io.skerry.store.Operation;
import io.skerry.store.StoreException;
import io.skerry.store.Txn;
import io.skerry.store.TxnResult;
import io.skerry.store.embedded.history.Committed;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Several transactions inside one of SQLite's, each with a revision of its own; what they did counts after the commit. */
final class Batch {

    private final Tables tables;
    private final Leases leases;
    private final long at;
    private final List<Committed> committed = new ArrayList<>();
    private final List<Runnable> afterCommit = new ArrayList<>();
    private long revision;

    /**
     * @param revision the last one
     * @param at milliseconds since 1970
     */
    Batch(Tables tables, Leases leases, long revision, long at) {
        this.tables = tables;
        this.leases = leases;
        this.revision = revision;
        this.at = at;
    }

    /** A transaction within the limits. Refuses before it writes, so that a refusal leaves nothing to undo. */
    TxnResult transact(Txn txn) throws SQLException {
        for (var compare : txn.compares()) {
            if (tables.modified(compare.key()) != compare.modified()) {
                return new TxnResult(false, revision);
            }
        }
        for (var operation : txn.operations()) {
            if (operation.lease() != 0 && !leases.alive(operation.lease())) {
                throw new StoreException("lease " + operation.lease() + " of " + operation.key() + " has run out");
            }
        }
        return new TxnResult(true, write(txn.operations()));
    }

    long grant(java.time.Duration ttl) throws SQLException {
        var id = tables.grant(ttl.toMillis());
        afterCommit.add(() -> leases.granted(id, ttl));
        return id;
    }

    /** Removes an ending lease with its keys. */
    long end(long lease) throws SQLException {
        var removals = tables.keysOf(lease).stream().map(Operation::delete).toList();
        tables.revoke(lease);
        afterCommit.add(() -> leases.ended(lease));
        return write(removals);
    }

    void commit() throws SQLException {
        if (!committed.isEmpty()) {
            tables.advance(revision);
        }
        tables.commit();
        afterCommit.forEach(Runnable::run);
    }

    /** What was written, in order. */
    List<Committed> committed() {
        return committed;
    }

    private long write(List<Operation> operations) throws SQLException {
        var next = revision + 1;
        var changes = new ArrayList<Change>();
        for (var operation : operations) {
            var value = operation.value();
            if (value != null) {
                var created = tables.put(operation.key(), value, operation.lease(), next);
                var entry = new Entry(operation.key(), value, created, next, operation.lease());
                changes.add(new Change(operation.key(), next, entry));
            } else if (tables.delete(operation.key())) {
                changes.add(new Change(operation.key(), next, null));
            }
        }
        if (changes.isEmpty()) {
            return revision;
        }
        changes.sort(Comparator.comparing(Change::key));
        for (var change : changes) {
            tables.remember(change, at);
        }
        committed.add(new Committed(next, changes));
        revision = next;
        return next;
    }
}
