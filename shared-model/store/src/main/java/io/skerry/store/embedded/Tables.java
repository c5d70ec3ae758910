package io.skerry.store.embedded;

import io.skerry.model.error.LogKeys;
import io.skerry.store.Change;
import io.skerry.store.embedded.history.Compaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The writer's connection and its statements; one thread's own. */
final class Tables implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Tables.class);

    private final Connection connection;
    private final List<PreparedStatement> prepared = new ArrayList<>();
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement modified;
    private final PreparedStatement put;
    private final PreparedStatement delete;
    private final PreparedStatement change;
    private final PreparedStatement advance;
    private final PreparedStatement grant;
    private final PreparedStatement revoke;
    private final PreparedStatement leased;
    private final PreparedStatement oldest;
    private final PreparedStatement forget;
    private final PreparedStatement compacted;

    Tables(Connection connection) throws SQLException {
        this.connection = connection;
        begin = prepare("begin immediate");
        commit = prepare("commit");
        modified = prepare("select modified from entry where key = ?");
        put = prepare("insert into entry(key, value, lease, created, modified) values (?1, ?2, ?3, ?4, ?4)"
                + " on conflict(key) do update set value = ?2, lease = ?3, modified = ?4 returning created");
        delete = prepare("delete from entry where key = ?");
        change = prepare("insert into change(revision, key, value, created, lease, at) values (?, ?, ?, ?, ?, ?)");
        advance = prepare("update store set revision = ?");
        grant = prepare("insert into lease(ttl) values (?) returning id");
        revoke = prepare("delete from lease where id = ?");
        leased = prepare("select key from entry where lease = ? and lease > 0 order by key");
        oldest = prepare("select revision, min(at), count(*), sum(length(key) + coalesce(length(value), 0)) from change"
                + " group by revision order by revision limit ?");
        forget = prepare("delete from change where revision <= ?");
        compacted = prepare("update store set compacted = ?");
    }

    void begin() throws SQLException {
        begin.executeUpdate();
    }

    void commit() throws SQLException {
        commit.executeUpdate();
    }

    /** Undoes what was begun; the driver throws away a statement that failed, so all are made anew. */
    Tables rolledBack() throws SQLException {
        for (var statement : prepared) {
            statement.close();
        }
        try (var statement = connection.createStatement()) {
            statement.execute("rollback");
        } catch (SQLException e) {
            // A full disk, say, made SQLite roll back by itself.
            LOG.atDebug().addKeyValue(LogKeys.ERROR, e.toString()).log("nothing to roll back");
        }
        return new Tables(connection);
    }

    /** When the key was last put; 0 if it is not there. */
    long modified(String key) throws SQLException {
        modified.setString(1, key);
        return number(modified, 0);
    }

    /** Returns the revision that made the key. */
    long put(String key, byte[] value, long lease, long revision) throws SQLException {
        put.setString(1, key);
        put.setBytes(2, value);
        put.setLong(3, lease);
        put.setLong(4, revision);
        return number(put, revision);
    }

    boolean delete(String key) throws SQLException {
        delete.setString(1, key);
        return delete.executeUpdate() > 0;
    }

    void remember(Change what, long at) throws SQLException {
        var entry = what.entry();
        change.setLong(1, what.revision());
        change.setString(2, what.key());
        change.setBytes(3, entry == null ? null : entry.value());
        change.setLong(4, entry == null ? 0 : entry.created());
        change.setLong(5, entry == null ? 0 : entry.lease());
        change.setLong(6, at);
        change.executeUpdate();
    }

    void advance(long revision) throws SQLException {
        advance.setLong(1, revision);
        advance.executeUpdate();
    }

    long grant(long ttlMillis) throws SQLException {
        grant.setLong(1, ttlMillis);
        return number(grant, 0);
    }

    void revoke(long lease) throws SQLException {
        revoke.setLong(1, lease);
        revoke.executeUpdate();
    }

    List<String> keysOf(long lease) throws SQLException {
        leased.setLong(1, lease);
        var keys = new ArrayList<String>();
        try (var rows = leased.executeQuery()) {
            while (rows.next()) {
                keys.add(rows.getString(1));
            }
        }
        return keys;
    }

    /** The oldest revisions kept, at most so many. */
    List<Compaction.Kept> oldest(int limit) throws SQLException {
        oldest.setInt(1, limit);
        var found = new ArrayList<Compaction.Kept>();
        try (var rows = oldest.executeQuery()) {
            while (rows.next()) {
                found.add(new Compaction.Kept(rows.getLong(1), rows.getLong(2), rows.getLong(3), rows.getLong(4)));
            }
        }
        return found;
    }

    /** Forgets the changes up to this revision. */
    void compact(long revision) throws SQLException {
        forget.setLong(1, revision);
        forget.executeUpdate();
        compacted.setLong(1, revision);
        compacted.executeUpdate();
    }

    /** Every lease there is, with its time to live. */
    Map<Long, Duration> leases() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select id, ttl from lease")) {
            var leases = new HashMap<Long, Duration>();
            while (rows.next()) {
                leases.put(rows.getLong(1), Duration.ofMillis(rows.getLong(2)));
            }
            return leases;
        }
    }

    /** All the history there is. */
    Compaction.Stretch history() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select coalesce(max(revision), 0), count(*), coalesce(sum(length(key) + coalesce(length(value), 0)), 0) from change")) {
            return new Compaction.Stretch(rows.getLong(1), rows.getLong(2), rows.getLong(3));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private PreparedStatement prepare(String sql) throws SQLException {
        var statement = connection.prepareStatement(sql);
        prepared.add(statement);
        return statement;
    }

    private static long number(PreparedStatement statement, long otherwise) throws SQLException {
        try (var rows = statement.executeQuery()) {
            return rows.next() ? rows.getLong(1) : otherwise;
        }
    }
}
