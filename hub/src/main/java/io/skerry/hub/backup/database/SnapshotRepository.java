package io.skerry.hub.backup.database;

import io.skerry.hub.backup.archive.BackupRefused;
import io.skerry.hub.backup.archive.Manifest.Origin;
import io.skerry.hub.backup.archive.Manifest.Schema;
import io.skerry.hub.backup.archive.Manifest.Sequence;
import io.skerry.hub.backup.archive.Manifest.Table;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/** The hub's whole database as it was at one moment: a REPEATABLE READ READ ONLY transaction, open until this is closed. */
public final class SnapshotRepository implements AutoCloseable {

    private final Connection connection;
    private final CatalogRepository catalog;

    private SnapshotRepository(Connection connection) {
        this.connection = connection;
        this.catalog = new CatalogRepository(connection);
    }

    /** The moment is now. */
    public static SnapshotRepository of(ServerRepository server) {
        return of(server, server.database());
    }

    /** The same of another database of that server. */
    static SnapshotRepository of(ServerRepository server, String database) {
        Connection connection = null;
        try {
            connection = server.connect(database);
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            var snapshot = new SnapshotRepository(connection);
            snapshot.catalog.settle();
            // The first query that reads a table fixes the moment.
            snapshot.catalog.schema();
            return snapshot;
        } catch (SQLException e) {
            closeQuietly(connection);
            throw ServerRepository.refused("the database cannot be read", e);
        } catch (DataAccessException e) {
            closeQuietly(connection);
            throw ServerRepository.refused("the database cannot be read", e);
        } catch (RuntimeException e) {
            closeQuietly(connection);
            throw e;
        }
    }

    /** How its tables are built. */
    public Schema schema() {
        return read("how the database is built", catalog::schema);
    }

    /** What the server says its version is. */
    public String server() {
        return read(
                "the server's version",
                () -> catalog.sql().sql("select version()").query(String.class).single());
    }

    /** Which hub's it is; nothing has an identity that was never started. */
    public Origin origin() {
        return read(
                "the hub's identity",
                () -> catalog.sql()
                        .sql("select installation, incarnation from hub_identity where id = 1")
                        .query((row, n) -> new Origin(row.getString(1), row.getString(2)))
                        .optional()
                        .orElseThrow(() -> new BackupRefused(
                                "the database has no hub's identity yet",
                                "Start the hub on it once, then try again.")));
    }

    /** How far numbers were given out. */
    public List<Sequence> sequences() {
        return read("the numbers given out", catalog::sequences);
    }

    /** The names of all tables. */
    public List<String> tables() {
        return read("the tables", catalog::tables).stream()
                .map(TableShape::name)
                .toList();
    }

    /** The digests of the artifacts that releases, builds and statuses name. */
    public List<String> artifacts() {
        return read(
                "the artifacts that are named",
                () -> catalog.sql()
                        .sql(
                                "select distinct found[1] from (select spec::text as text from resource where kind in ('release', 'build')"
                                        + " union all select s.body::text from status s join resource r on r.uid = s.uid and r.kind = 'build') t,"
                                        + " regexp_matches(t.text, 'sha256:[0-9a-f]{64}', 'g') found order by 1")
                        .query(String.class)
                        .list());
    }

    /** Writes the rows of a table. */
    public Table copy(String table, OutputStream out, BooleanSupplier cancelled) throws IOException {
        try {
            var shape = catalog.tables().stream()
                    .filter(each -> each.name().equals(table))
                    .findFirst()
                    .orElseThrow();
            var rows = catalog.copyOut(shape, out, cancelled);
            return new Table(
                    table,
                    shape.columns(),
                    rows.count(),
                    rows.text().bytes(),
                    rows.text().sha256());
        } catch (SQLException e) {
            throw ServerRepository.refused("the rows of " + table + " cannot be read", e);
        }
    }

    private static <T> T read(String what, Supplier<T> question) {
        try {
            return question.get();
        } catch (DataAccessException e) {
            throw ServerRepository.refused(what + " cannot be read", e);
        }
    }

    private static void closeQuietly(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                // it is given up in any case
            }
        }
    }

    @Override
    public void close() {
        closeQuietly(connection);
    }
}
