package io.skerry.store.embedded;

import io.skerry.store.Change;
import io.skerry.store.EdgeStore.Listing;
import io.skerry.store.Entry;
import io.skerry.store.embedded.history.Committed;
import io.skerry.store.embedded.history.Slice;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One read connection. Each question is answered from one snapshot. */
final class Reader implements AutoCloseable {

    /** Where a slice read from the file is cut, at the next revision. */
    private static final int SLICE_ROWS = 512;

    private static final long SLICE_BYTES = 1 << 20;

    private final Connection connection;
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement state;
    private final PreparedStatement get;
    private final PreparedStatement list;
    private final PreparedStatement changes;

    Reader(Connection connection) throws SQLException {
        this.connection = connection;
        begin = connection.prepareStatement("begin");
        commit = connection.prepareStatement("commit");
        state = connection.prepareStatement("select id, revision, compacted from store");
        get = connection.prepareStatement("select key, value, created, modified, lease from entry where key = ?");
        list = connection.prepareStatement(
                "select key, value, created, modified, lease from entry where key >= ? and key < ? order by key");
        changes = connection.prepareStatement("select revision, key, value, created, lease from change"
                + " where revision > ? and key >= ? and key < ? order by revision, key");
    }

    /** The store's row: who it is, how far it is, where history begins. */
    record State(String id, long revision, long compacted) {}

    /** A stretch of history and where history began when it was read. */
    record Read(Slice slice, long compacted) {}

    State state() throws SQLException {
        try (var rows = state.executeQuery()) {
            return new State(rows.getString(1), rows.getLong(2), rows.getLong(3));
        }
    }

    @Nullable
    Entry get(String key) throws SQLException {
        get.setString(1, key);
        try (var rows = get.executeQuery()) {
            return rows.next() ? entry(rows) : null;
        }
    }

    Listing list(String prefix) throws SQLException {
        begin.executeUpdate();
        try {
            var revision = state().revision();
            list.setString(1, prefix);
            list.setString(2, after(prefix));
            var entries = new ArrayList<Entry>();
            try (var rows = list.executeQuery()) {
                while (rows.next()) {
                    entries.add(entry(rows));
                }
            }
            return new Listing(revision, entries);
        } finally {
            commit.executeUpdate();
        }
    }

    /** Some of what follows the position; a revision is never cut. */
    Read changes(long position, String prefix) throws SQLException {
        begin.executeUpdate();
        try {
            var now = state();
            changes.setLong(1, position);
            changes.setString(2, prefix);
            changes.setString(3, after(prefix));
            try (var rows = changes.executeQuery()) {
                return new Read(slice(rows, now.revision()), now.compacted());
            }
        } finally {
            commit.executeUpdate();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private static Slice slice(ResultSet rows, long newest) throws SQLException {
        var revisions = new ArrayList<Committed>();
        List<Change> current = new ArrayList<>();
        var count = 0;
        var bytes = 0L;
        var revision = 0L;
        while (rows.next()) {
            var next = rows.getLong(1);
            if (next != revision && !current.isEmpty()) {
                revisions.add(new Committed(revision, current));
                if (count >= SLICE_ROWS || bytes >= SLICE_BYTES) {
                    return new Slice(revisions, revision);
                }
                current = new ArrayList<>();
            }
            revision = next;
            var change = change(rows);
            current.add(change);
            count++;
            bytes += change.entry() == null ? 0 : change.entry().value().length;
        }
        if (!current.isEmpty()) {
            revisions.add(new Committed(revision, current));
        }
        return new Slice(revisions, newest);
    }

    private static Change change(ResultSet row) throws SQLException {
        var revision = row.getLong(1);
        var key = row.getString(2);
        var value = row.getBytes(3);
        return new Change(
                key, revision, value == null ? null : new Entry(key, value, row.getLong(4), revision, row.getLong(5)));
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(row.getString(1), row.getBytes(2), row.getLong(3), row.getLong(4), row.getLong(5));
    }

    /** The first text after every printable key with this prefix. */
    private static String after(String prefix) {
        return prefix + '\u007f';
    }
}
