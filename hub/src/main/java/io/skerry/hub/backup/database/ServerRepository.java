package io.skerry.hub.backup.database;

import io.skerry.hub.HubSettings.DatabaseSettings;
import io.skerry.hub.backup.archive.BackupRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;

/**
 * The server that the hub's database lies on: databases beside it are made, renamed and dropped there. Uses connections of its own and
 * PostgreSQL's own driver, whose COPY speaks with YugabyteDB too.
 */
public final class ServerRepository {

    private static final Pattern URL =
            Pattern.compile("jdbc:(?:postgresql|yugabytedb)://([^/?]*)/([^?/]+)(?:\\?(.*))?");
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,63}");
    /** There on every server, and nobody's. */
    private static final String NEUTRAL = "postgres";

    private static final String INSUFFICIENT_PRIVILEGE = "42501";
    private static final String IN_USE = "55006";

    private final DatabaseSettings settings;
    private final String address;
    private final String database;
    private final String parameters;

    /** The server of that database. */
    public ServerRepository(DatabaseSettings settings) {
        var url = URL.matcher(settings.url());
        if (!url.matches()) {
            throw new BackupRefused(
                    "SKERRY_DATABASE_URL names no database: it is not jdbc:postgresql://HOST:PORT/DATABASE",
                    "Write it with host and database.");
        }
        this.settings = settings;
        this.address = url.group(1);
        this.database = url.group(2);
        this.parameters = ownParameters(url.group(3) == null ? "" : url.group(3));
    }

    /** The name of the hub's database. */
    public String database() {
        return database;
    }

    /** The URL of a database of this server. */
    String url(String name) {
        return "jdbc:postgresql://" + address + "/" + name + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    DatabaseSettings settings() {
        return settings;
    }

    /** Whether there is a database of that name. */
    public boolean exists(String name) {
        return names(name).contains(name);
    }

    /** The databases whose names begin so, in the order of their names. */
    public List<String> names(String prefix) {
        try (var connection = connect(database);
                var query = connection.prepareStatement(
                        "select datname from pg_database where starts_with(datname, ?) order by datname")) {
            query.setString(1, prefix);
            var names = new ArrayList<String>();
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            return names;
        } catch (SQLException e) {
            throw refused("the databases of the server cannot be listed", e);
        }
    }

    /** How many bytes the hub's database has on the server's disk. */
    public long size() {
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select pg_database_size(current_database())")) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw refused("the size of the database cannot be asked", e);
        }
    }

    /** Where the server keeps its files; empty if it is on another machine, or keeps that to itself. */
    public Optional<Path> folder() {
        if (!isHere()) {
            return Optional.empty();
        }
        try (var connection = connect(database);
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select setting from pg_settings where name = 'data_directory'")) {
            return rows.next()
                    ? Optional.ofNullable(rows.getString(1)).map(Path::of).filter(Files::exists)
                    : Optional.empty();
        } catch (SQLException e) {
            throw refused("the folder of the database cannot be asked", e);
        }
    }

    /** Whether the server runs on this machine. */
    public boolean isHere() {
        return address.matches("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?");
    }

    /** Makes an empty database. */
    public void create(String name) {
        run(database, "create database " + quoted(name) + " template template0", "make a database");
    }

    /**
     * Drops a database, and ends the hub's own sessions with it; nothing happens if there is none. Not WITH (FORCE): that asks for the
     * right to end the server's own vacuum too, which a plain drop sends away without being asked.
     */
    public void drop(String name) {
        if (name.equals(database)) {
            throw new IllegalArgumentException("the hub's own database is never dropped");
        }
        endOwnSessions(database, name);
        run(database, "drop database if exists " + quoted(name), "drop a database");
    }

    /** In one transaction the hub's database gets the name {@code kept} and {@code next} becomes the hub's. */
    public void swap(String next, String kept) {
        endOwnSessions(NEUTRAL, database);
        endOwnSessions(NEUTRAL, next);
        try (var connection = connect(NEUTRAL);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("alter database " + quoted(database) + " rename to " + quoted(kept));
            statement.execute("alter database " + quoted(next) + " rename to " + quoted(database));
            connection.commit();
        } catch (SQLException e) {
            throw refused("the databases cannot change places", e);
        }
    }

    Connection connect(String name) throws SQLException {
        var properties = new Properties();
        properties.setProperty("user", settings.user());
        var password = settings.password();
        if (password != null) {
            properties.setProperty("password", password);
        }
        properties.setProperty("ApplicationName", "skerry-backup");
        properties.setProperty("connectTimeout", "10");
        return DriverManager.getConnection(url(name), properties);
    }

    /** Why a statement did not go, in words that say what to do. */
    static BackupRefused refused(String what, SQLException e) {
        return switch (String.valueOf(e.getSQLState())) {
            case INSUFFICIENT_PRIVILEGE ->
                new BackupRefused(
                        what + ": the hub's database role may not (" + e.getMessage() + ")",
                        "Let it make databases: ALTER ROLE … CREATEDB. For a database that ./skerry up made: ./skerry down,"
                                + " then ./skerry up.",
                        e);
            case IN_USE ->
                new BackupRefused(
                        what + ": somebody is connected (" + e.getMessage() + ")",
                        "Stop the hub and end other sessions, such as psql.",
                        e);
            default ->
                new BackupRefused(
                        what + ": " + e.getMessage(), "See that the database runs and has room, then try again.", e);
        };
    }

    /** The same for what Spring says of it. */
    static BackupRefused refused(String what, DataAccessException e) {
        return e.getMostSpecificCause() instanceof SQLException sql
                ? refused(what, sql)
                : new BackupRefused(what + ": " + e.getMessage(), "The hub's log says more.", e);
    }

    private void run(String in, String sql, String what) {
        try (var connection = connect(in);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw refused("the hub cannot " + what, e);
        }
    }

    /** What a stopped hub has left connected for a moment. Sessions of other roles are not ours to end. */
    private void endOwnSessions(String in, String name) {
        try (var connection = connect(in);
                var query = connection.prepareStatement("select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                        + " where datname = ? and usename = current_user and pid <> pg_backend_pid()")) {
            query.setString(1, name);
            query.execute();
        } catch (SQLException e) {
            throw refused("sessions of the hub cannot be ended", e);
        }
    }

    private static String quoted(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("no name of a database: " + name);
        }
        return '"' + name + '"';
    }

    /** Without those that only YugabyteDB's driver knows. */
    private static String ownParameters(String all) {
        return String.join(
                "&",
                List.of(all.split("&", -1)).stream()
                        .filter(each -> !each.matches("(load-balance|topology-keys|yb-servers-refresh-interval"
                                + "|fallback-to-topology-keys-only|failed-host-reconnect-delay-secs)=.*"))
                        .toList());
    }
}
