package io.skerry.hub.backup.database;

import io.skerry.hub.backup.archive.BackupRefused;
import io.skerry.hub.backup.archive.Manifest;
import io.skerry.hub.backup.archive.Manifest.Schema;
import io.skerry.hub.backup.archive.Manifest.Table;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.dao.DataAccessException;

/** A database beside the hub's own that a backup is read into: to be checked and dropped, or to become the hub's. */
public final class DraftRepository {

    private static final int BUFFER = 64 * 1024;
    private static final String DATA = "22";
    private static final String INTEGRITY = "23";

    private final ServerRepository server;
    private final String name;

    private DraftRepository(ServerRepository server, String name) {
        this.server = server;
        this.name = name;
    }

    /** Makes the database with tables as that schema has them and nothing in them; one of that name that is there goes. */
    public static DraftRepository make(ServerRepository server, String name, Schema schema) {
        requireKnown(schema, server);
        server.drop(name);
        server.create(name);
        var draft = new DraftRepository(server, name);
        try {
            draft.flyway()
                    .target(MigrationVersion.fromVersion(schema.version()))
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new BackupRefused(
                    "the tables of schema version " + schema.version() + " cannot be made: " + e.getMessage(),
                    "Restore it with the Skerry that made it.",
                    e);
        }
        return draft;
    }

    /**
     * Returns if this hub knows every step of the schema as it was then.
     *
     * @throws BackupRefused if the backup is of a newer hub, or of one whose steps were others
     */
    public static void requireKnown(Schema schema, ServerRepository server) {
        var known = new HashMap<String, @Nullable Integer>();
        for (var each : new DraftRepository(server, server.database())
                .flyway()
                .load()
                .info()
                .all()) {
            if (each.getVersion() != null && each.getState().isResolved()) {
                known.put(each.getVersion().getVersion(), each.getChecksum());
            }
        }
        var highest = known.keySet().stream().map(MigrationVersion::fromVersion).max(MigrationVersion::compareTo);
        for (var step : schema.migrations()) {
            if (!known.containsKey(step.version())) {
                throw new BackupRefused(
                        "the data has schema version " + schema.version() + ", and this Skerry knows up to "
                                + highest.map(MigrationVersion::getVersion).orElse("none"),
                        "Use the Skerry that wrote it, or a newer one.");
            }
            if (!java.util.Objects.equals(known.get(step.version()), step.checksum())) {
                throw new BackupRefused(
                        "step " + step.version() + " of the schema is another here than where the data was written",
                        "Use the Skerry that wrote it.");
            }
        }
    }

    private org.flywaydb.core.api.configuration.FluentConfiguration flyway() {
        return Flyway.configure()
                .dataSource(
                        server.url(name),
                        server.settings().user(),
                        server.settings().password());
    }

    /** Its name on the server. */
    public String name() {
        return name;
    }

    /** Opens a table's rows. */
    @FunctionalInterface
    public interface Source {

        /** Calls once for each table of the archive, in any order. */
        void each(Loading loading) throws IOException;
    }

    /** Takes one table's rows in. */
    @FunctionalInterface
    public interface Loading {
        void table(String name, InputStream rows) throws IOException;
    }

    /** Reads all rows in, in one transaction; references between them are put back and checked at its end. */
    public void load(Manifest manifest, Source source) throws IOException {
        try (var connection = server.connect(name)) {
            connection.setAutoCommit(false);
            var catalog = new CatalogRepository(connection);
            catalog.settle();
            var shapes = shapes(catalog, manifest);
            var references = new ReferenceRepository(catalog);
            references.drop();
            catalog.run("truncate "
                    + shapes.keySet().stream().map(TableShape::quoted).collect(Collectors.joining(", ")));
            secure(catalog, shapes, "no force");
            var loaded = new LinkedHashSet<String>();
            source.each((table, rows) -> {
                copyIn(connection, shape(shapes, table), rows);
                loaded.add(table);
            });
            requireAll(shapes.keySet(), loaded);
            references.restore();
            secure(catalog, shapes, "force");
            for (var sequence : manifest.sequences()) {
                catalog.setSequence(sequence);
            }
            connection.commit();
        } catch (SQLException e) {
            throw unfit("the rows of the backup cannot be read in", e);
        } catch (DataAccessException e) {
            throw e.getMostSpecificCause() instanceof SQLException sql
                    ? unfit("the rows of the backup cannot be read in", sql)
                    : ServerRepository.refused("the rows of the backup cannot be read in", e);
        }
    }

    /** Compares every table, row by row through its digest, with what the backup says of it. */
    public void compare(Manifest manifest) throws IOException {
        try (var connection = server.connect(name)) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            var catalog = new CatalogRepository(connection);
            catalog.settle();
            var shapes = shapes(catalog, manifest);
            for (var table : manifest.tables()) {
                compare(catalog, shape(shapes, table.name()), table);
            }
        } catch (SQLException e) {
            throw ServerRepository.refused("what was read in cannot be compared", e);
        } catch (DataAccessException e) {
            throw ServerRepository.refused("what was read in cannot be compared", e);
        }
    }

    private static void compare(CatalogRepository catalog, TableShape shape, Table table)
            throws SQLException, IOException {
        var rows = catalog.copyOut(shape, OutputStream.nullOutputStream(), () -> false);
        if (rows.count() != table.rows() || !rows.text().sha256().equals(table.sha256())) {
            throw BackupRefused.damaged(
                    "the table " + table.name() + " came back with " + rows.count() + " rows and sha-256 "
                            + rows.text().sha256() + ", not with the " + table.rows() + " rows and " + table.sha256()
                            + " of the backup",
                    "Take another backup; if it says the same, tell Skerry's makers.",
                    null);
        }
    }

    /** Makes it the database of a hub that came back: see {@link RenewalRepository}. */
    public String renew() {
        return RenewalRepository.renew(server, name);
    }

    private static Map<String, TableShape> shapes(CatalogRepository catalog, Manifest manifest) {
        var shapes = catalog.tables().stream().collect(Collectors.toMap(TableShape::name, shape -> shape));
        for (var table : manifest.tables()) {
            var shape = shape(shapes, table.name());
            if (!Set.copyOf(shape.columns()).equals(Set.copyOf(table.columns()))) {
                throw new BackupRefused(
                        "the table " + table.name() + " of the backup has other columns than this schema version",
                        "Restore it with the Skerry that made it.");
            }
            shapes.put(table.name(), new TableShape(table.name(), table.columns(), shape.order(), shape.secured()));
        }
        requireAll(shapes.keySet(), manifest.tables().stream().map(Table::name).collect(Collectors.toSet()));
        return shapes;
    }

    private static TableShape shape(Map<String, TableShape> shapes, String table) {
        var shape = shapes.get(table);
        if (shape == null) {
            throw new BackupRefused(
                    "the backup has a table " + table + " that its schema version has not",
                    "Restore it with the Skerry that made it.");
        }
        return shape;
    }

    private static void requireAll(Set<String> wanted, Set<String> there) {
        var missing =
                wanted.stream().filter(each -> !there.contains(each)).sorted().toList();
        if (!missing.isEmpty()) {
            throw BackupRefused.damaged(
                    "the backup lacks the tables " + String.join(", ", missing), "Take another backup.", null);
        }
    }

    /** Rows cannot be copied into a table whose owner is bound; outside this transaction nobody sees it unbound. */
    private static void secure(CatalogRepository catalog, Map<String, TableShape> shapes, String force) {
        for (var shape : List.copyOf(shapes.values())) {
            if (shape.secured()) {
                catalog.run("alter table " + TableShape.quoted(shape.name()) + " " + force + " row level security");
            }
        }
    }

    /** Rows that no column or reference takes are the backup's fault, anything else is the server's. */
    private static BackupRefused unfit(String what, SQLException e) {
        var state = String.valueOf(e.getSQLState());
        return state.startsWith(DATA) || state.startsWith(INTEGRITY)
                ? BackupRefused.damaged(what + ": " + e.getMessage(), "Take another backup.", e)
                : ServerRepository.refused(what, e);
    }

    private static void copyIn(Connection connection, TableShape shape, InputStream rows) throws IOException {
        try {
            connection.unwrap(PGConnection.class).getCopyAPI().copyIn(shape.copyIn(), rows, BUFFER);
        } catch (SQLException e) {
            throw unfit("the rows of " + shape.name() + " cannot be read in", e);
        }
    }
}
