package io.skerry.store.embedded;

import io.skerry.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.sqlite.JDBC;

/** Opens connections to the store's file and knows its layout. */
final class SqliteFile {

    /** Rises when the layout changes; kept in SQLite's user_version. */
    static final int FORMAT = 1;

    private static final int WRITER_CACHE_KIB = 1024;
    private static final int READER_CACHE_KIB = 256;

    private static final List<String> LAYOUT = List.of(
            """
            create table store(
              one integer primary key check (one = 1),
              id text not null,
              revision integer not null,
              compacted integer not null) strict""",
            """
            create table entry(
              key text primary key,
              value blob not null,
              created integer not null,
              modified integer not null,
              lease integer not null) strict""",
            "create index entry_by_lease on entry(lease) where lease > 0",
            """
            create table change(
              revision integer not null,
              key text not null,
              value blob,
              created integer not null,
              lease integer not null,
              at integer not null,
              primary key (revision, key)) strict, without rowid""",
            "create table lease(id integer primary key autoincrement, ttl integer not null) strict",
            "insert into store values (1, lower(hex(randomblob(16))), 0, 0)",
            "pragma user_version = " + FORMAT);

    private final Path path;
    private final String synchronous;

    SqliteFile(StoreFolder folder, String synchronous) throws IOException {
        NativeLibrary.prepare(folder.path().resolve("native"));
        this.path = folder.database();
        this.synchronous = synchronous;
    }

    /**
     * The first connection, the writer's: makes the file if it is missing.
     *
     * @throws StoreException if a newer version wrote it
     */
    Connection open() throws SQLException {
        var connection = connect(WRITER_CACHE_KIB);
        try {
            layOut(connection);
            return connection;
        } catch (SQLException | StoreException e) {
            connection.close();
            throw e;
        }
    }

    /** One more connection, to read. */
    Connection reader() throws SQLException {
        return connect(READER_CACHE_KIB);
    }

    private Connection connect(int cacheKib) throws SQLException {
        var connection = JDBC.createConnection("jdbc:sqlite:" + path, new Properties());
        try (var statement = connection.createStatement()) {
            statement.execute("pragma journal_mode = wal");
            statement.execute("pragma synchronous = " + synchronous);
            statement.execute("pragma busy_timeout = 5000");
            statement.execute("pragma cache_size = -" + cacheKib);
            statement.execute("pragma journal_size_limit = 8388608");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void layOut(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            int format;
            try (var rows = statement.executeQuery("pragma user_version")) {
                format = rows.getInt(1);
            }
            if (format > FORMAT) {
                throw new StoreException(
                        "the edge store in " + path.getParent() + " was written by a newer Skerry (format " + format
                                + ", this version knows " + FORMAT + "): start that version, or restore a backup");
            }
            if (format == 0) {
                statement.execute("begin immediate");
                for (var sql : LAYOUT) {
                    statement.execute(sql);
                }
                statement.execute("commit");
            }
        }
    }
}
