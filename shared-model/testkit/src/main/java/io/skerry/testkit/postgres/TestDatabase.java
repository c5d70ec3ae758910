package io.skerry.testkit.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Empty databases, owned by a role that is no superuser: row-level security holds as it does in production. */
public final class TestDatabase {

    private static final String ROLE = "skerry";
    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase() {}

    /** A new, empty database of the JVM's server; the server stops with the JVM. */
    public static DataSource fresh() {
        return Server.POSTGRES.getDatabase(ROLE, create());
    }

    /** The JDBC URL of a new, empty database; its user is {@code skerry} and needs no password. */
    public static String freshUrl() {
        return Server.POSTGRES.getJdbcUrl(ROLE, create());
    }

    private static String create() {
        var name = "test_" + COUNT.incrementAndGet();
        run("create database " + name + " owner " + ROLE);
        return name;
    }

    /** Kills every connection to a database made by {@link #fresh}, as a failing network would. */
    public static void cutConnections(DataSource database) {
        try (var connection = database.getConnection()) {
            run("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + connection.getCatalog()
                    + "' and pid <> pg_backend_pid()");
        } catch (SQLException e) {
            throw new IllegalStateException("the test database does not answer", e);
        }
    }

    /** Kills every connection to the database at that URL. */
    public static void cutConnections(String url) {
        run("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + nameOf(url) + "'");
    }

    /** Does something while no connection to the database at that URL can be had, as when its server is away. */
    public static void whileAway(String url, Runnable work) {
        var name = nameOf(url);
        run("alter database " + name + " allow_connections false");
        try {
            run("select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + name + "'");
            work.run();
        } finally {
            run("alter database " + name + " allow_connections true");
        }
    }

    /** Where the server's programs are. */
    static Path programs() {
        try (var connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("show data_directory")) {
            row.next();
            var pid = Files.readAllLines(Path.of(row.getString(1), "postmaster.pid"))
                    .getFirst();
            return Objects.requireNonNull(
                    Files.readSymbolicLink(Path.of("/proc", pid, "exe")).getParent());
        } catch (SQLException e) {
            throw new IllegalStateException("the test database does not answer", e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String nameOf(String url) {
        return URI.create(url.substring("jdbc:".length())).getPath().substring(1);
    }

    private static void run(String sql) {
        try (var connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("the test database refused: " + sql, e);
        }
    }

    /** Started at first use. */
    private static final class Server {
        private static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                var server = EmbeddedPostgres.builder()
                        .setServerConfig("shared_buffers", "32MB")
                        .setServerConfig("max_connections", "100")
                        .start();
                try (var connection = server.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    statement.execute("create role " + ROLE + " login createrole createdb password '" + ROLE + "'");
                }
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL did not start", e);
            } catch (SQLException e) {
                throw new IllegalStateException("PostgreSQL started and does not answer", e);
            }
        }
    }
}
