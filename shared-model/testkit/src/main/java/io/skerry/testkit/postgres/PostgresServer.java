package io.skerry.testkit.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.skerry.testkit.lab.Signals;
import io.skerry.testkit.patience.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of its own processes and files, to be killed, stopped where it stands, followed by a standby and replaced by it. */
public final class PostgresServer implements AutoCloseable {

    private static final String ROLE = "skerry";
    private static final Duration START = Duration.ofSeconds(60);

    private final Path folder;
    private final int port = freePort();
    private @Nullable Process process;
    private boolean paused;

    private PostgresServer(Path folder) {
        this.folder = folder;
    }

    /** Makes a server with an empty database {@code skerry} of a role {@code skerry} that is no superuser, and starts it. */
    public static PostgresServer make(Path folder) {
        var server = new PostgresServer(folder);
        run(command("initdb", "-D", folder.toString(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"));
        server.start();
        server.sql("create role " + ROLE + " login createrole");
        server.sql("create database " + ROLE + " owner " + ROLE);
        return server;
    }

    /** Starts it; returns when it takes connections. What it has committed before is there. */
    public void start() {
        Eventually.await(START, "a server on " + folder, () -> isAlive() ? isReady() : launch());
    }

    /** As {@code kill -9} of the first of its processes; the others notice and end. */
    public void kill() {
        var running = running();
        var others = running.descendants().toList();
        running.destroyForcibly();
        others.forEach(other -> other.onExit().orTimeout(1, TimeUnit.MINUTES).join());
        await(running);
    }

    /** As {@code kill -9} of one process that serves a connection of the hub: the server ends all and recovers by itself. */
    public void killBackend() {
        var pids = new ArrayList<Long>();
        query("select pid from pg_stat_activity where usename = '" + ROLE + "' order by backend_start limit 1", pids);
        killBackend(pids.getFirst());
    }

    /** The same, of the process with that number; returns when it is gone. */
    public void killBackend(long pid) {
        ProcessHandle.of(pid).ifPresent(backend -> {
            backend.destroyForcibly();
            backend.onExit().orTimeout(1, TimeUnit.MINUTES).join();
        });
    }

    /** Stops all its processes where they stand: connections stay open and nobody answers. */
    public void pause() {
        paused = true;
        // The first one first: it alone begins new ones.
        Signals.pause(running().pid());
        running().descendants().forEach(child -> Signals.pause(child.pid()));
    }

    /** Ends {@link #pause}; nothing happens to one that was not. */
    public void resume() {
        if (!paused) {
            return;
        }
        var pids = new ArrayList<>(List.of(running().pid()));
        running().descendants().forEach(child -> pids.add(child.pid()));
        Signals.resume(pids);
        paused = false;
    }

    /** A copy that follows this server and takes only readers until it is promoted. What is committed here does not wait for it. */
    public PostgresServer standby(Path copy) {
        var standby = new PostgresServer(copy);
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute("select pg_backup_start('standby', true)");
            run(List.of("cp", "-a", folder.toString(), copy.toString()));
            try (var end = statement.executeQuery("select labelfile from pg_backup_stop(false)")) {
                end.next();
                Files.writeString(copy.resolve("backup_label"), end.getString(1));
            }
            Files.delete(copy.resolve("postmaster.pid"));
            Files.createFile(copy.resolve("standby.signal"));
            Files.writeString(
                    copy.resolve("postgresql.auto.conf"),
                    "primary_conninfo = 'host=127.0.0.1 port=" + port + " user=postgres'\n",
                    StandardOpenOption.APPEND);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        standby.start();
        Eventually.await("the standby follows", () -> count("select count(*) from pg_stat_replication") > 0);
        return standby;
    }

    /** Whether a standby has all that was committed here. */
    public boolean isFollowed() {
        return count("select count(*) from pg_stat_replication where replay_lsn >= pg_current_wal_lsn()") > 0;
    }

    /** A standby receives nothing more, as when its line is too slow: what comes from now on it will not have. */
    public void fallBehind() {
        sql("alter system set primary_conninfo = ''");
        sql("select pg_reload_conf()");
        Eventually.await("nothing is received", () -> count("select count(*) from pg_stat_wal_receiver") == 0);
    }

    /** A standby takes the place of the server that it followed. */
    public void promote() {
        sql("select pg_promote(true, 60)");
    }

    /** Where the hub finds its database. */
    public String url() {
        return "jdbc:postgresql://" + address() + "/" + ROLE + "?user=" + ROLE;
    }

    /** Where it listens. */
    public String address() {
        return "127.0.0.1:" + port;
    }

    /** Its port on loopback. */
    public int port() {
        return port;
    }

    private boolean launch() {
        var command = command(
                "postgres",
                "-D",
                folder.toString(),
                "--listen_addresses=127.0.0.1",
                "--port=" + port,
                "--unix_socket_directories=",
                "--shared_buffers=32MB",
                "--max_connections=100",
                "--io_method=sync");
        var said = folder.resolveSibling(folder.getFileName() + ".log").toFile();
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(said))
                    .start();
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it takes connections. */
    public boolean isReady() {
        try (var connection = connect()) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    private boolean isAlive() {
        return process != null && process.isAlive();
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("the server was not started");
        }
        return process;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + address() + "/postgres?user=postgres&connectTimeout=5");
    }

    private void sql(String statement) {
        try (var connection = connect();
                var work = connection.createStatement()) {
            work.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("the server refused: " + statement, e);
        }
    }

    private long count(String query) {
        var found = new ArrayList<Long>();
        query(query, found);
        return found.getFirst();
    }

    private void query(String query, List<Long> into) {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                into.add(rows.getLong(1));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the server refused: " + query, e);
        }
    }

    private static void run(List<String> command) {
        try {
            var done = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(done.getInputStream().readAllBytes(), UTF_8);
            if (done.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A server refuses to run as root, who therefore starts it as nobody in a user namespace of its own. */
    private static List<String> command(String program, String... arguments) {
        var command = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(TestDatabase.programs().resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void await(Process ended) {
        try {
            ended.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (isAlive()) {
            resume();
            kill();
        }
    }
}
