package io.skerry.cli.local.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.cli.config.UserFolders;
import io.skerry.cli.local.process.ProcessIdentity;
import io.skerry.cli.local.process.Processes;
import io.skerry.cli.local.process.Signals;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresIT {

    private static final Duration GRACE = Duration.ofSeconds(20);

    @TempDir
    private Path root;

    @AfterEach
    void stop() {
        var processes = processes();
        processes.recorded().forEach(record -> processes.stop(record, GRACE));
    }

    @Test
    void startsWithPasswordsOnlyAndAdoptsAServerThatSurvived() throws IOException, SQLException {
        var port = freePort();

        assertThat(postgres().adoptOrStart(port)).isFalse();

        try (var connection = connect(port, password())) {
            connection.createStatement().execute("create table kept (id int)");
            connection.createStatement().execute("create role helper nologin");
        }
        assertThatThrownBy(() -> connect(port, "wrong")).hasMessageContaining("password authentication failed");
        assertThat(postgres().survivor()).contains(port);
        assertThat(postgres().adoptOrStart(port)).isTrue();
        try (var connection = connect(port, password())) {
            assertThat(connection
                            .createStatement()
                            .executeQuery("select from kept")
                            .next())
                    .isFalse();
            assertThat(setting(connection, "fsync")).isEqualTo("on");
            assertThat(setting(connection, "is_superuser")).isEqualTo("off");
        }
    }

    @Test
    void filesOfAnEarlierSkerryAreGivenWhatBackupsWant() throws IOException, SQLException {
        var port = freePort();
        postgres().adoptOrStart(port);
        var superuser = Files.readString(root.resolve("secrets/database-superuser-password"))
                .strip();
        try (var connection = DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", superuser)) {
            connection.createStatement().execute("alter role skerry nocreatedb");
        }
        Files.delete(root.resolve("secrets/database-rights"));
        stop();

        postgres().adoptOrStart(port);

        try (var connection = connect(port, password())) {
            connection.createStatement().execute("create database beside");
        }
    }

    @Test
    void keepsItsPasswordsFromOthers() throws IOException {
        postgres().adoptOrStart(freePort());

        for (var name : new String[] {"database-password", "database-superuser-password"}) {
            var file = root.resolve("secrets").resolve(name);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        var record = processes().running(Postgres.NAME).orElseThrow();
        assertThat(record.launch().toString()).doesNotContain(password());
    }

    @Test
    void takesOverAServerWhoseRecordGotLost() throws IOException, SQLException {
        var port = freePort();
        postgres().adoptOrStart(port);
        var before = processes().running(Postgres.NAME).orElseThrow().identity();
        processes().forget(Postgres.NAME);

        postgres().adoptOrStart(port);

        assertThat(before.isAlive()).isFalse();
        connect(port, password()).close();
    }

    @Test
    void startsAgainAfterItWasKilled() throws IOException, SQLException {
        var port = freePort();
        postgres().adoptOrStart(port);
        var killed = processes().running(Postgres.NAME).map(r -> r.identity()).orElseThrow();
        Signals.send(killed, Signals.KILL);
        assertThat(Processes.awaitEnd(killed, GRACE)).isTrue();

        assertThat(postgres().survivor()).isEmpty();
        assertThat(postgres().adoptOrStart(port)).isFalse();

        connect(port, password()).close();
    }

    @Test
    void doesNotTakeAnotherProcessForTheServer() throws IOException {
        var cluster = Files.createDirectories(root.resolve("postgres"));
        Files.writeString(
                cluster.resolve("postmaster.pid"),
                ProcessIdentity.self().pid() + "\n" + cluster + "\n1\n5432\n\n127.0.0.1\n1 1\nready\n");

        assertThat(postgres().survivor()).isEmpty();
    }

    private Postgres postgres() {
        return new Postgres(
                PostgresBinaries.in(UserFolders.cache(System.getenv())),
                root.resolve("postgres"),
                root.resolve("secrets"),
                processes());
    }

    private Processes processes() {
        return new Processes(root.resolve("run"));
    }

    private String password() throws IOException {
        return Files.readString(root.resolve("secrets").resolve("database-password"));
    }

    private static Connection connect(int port, String password) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/skerry", "skerry", password);
    }

    private static String setting(Connection connection, String name) throws SQLException {
        var rows = connection.createStatement().executeQuery("show " + name);
        rows.next();
        return rows.getString(1);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
