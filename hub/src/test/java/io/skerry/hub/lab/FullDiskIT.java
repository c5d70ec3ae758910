package io.skerry.hub.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.api.Json;
import io.skerry.testkit.invariant.Fact;
import io.skerry.testkit.invariant.History;
import io.skerry.testkit.invariant.NothingLost;
import io.skerry.testkit.lab.SmallDisk;
import io.skerry.testkit.patience.Eventually;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disks of the database and of the hub's own files fill up: changes are refused with the reason, reading goes on, and nothing is lost. */
@Tag("F43")
class FullDiskIT {

    private static final int DATABASE_MIB = 160;
    private static final int FILES_MIB = 32;
    private static final long RESERVE = 16L << 20;
    private static final Duration BACK = Duration.ofSeconds(30);
    private static final String JSON = "application/json";
    private static final int FULL = 507;

    @TempDir
    private Path folder;

    @Test
    void changesAreRefusedBeforeTheDatabaseMeetsTheEndOfItsDisk() throws Exception {
        try (var disk = SmallDisk.mount(folder.resolve("disk"), DATABASE_MIB);
                var server = server(disk.folder().resolve("database"));
                var hub = LabHub.start(folder.resolve("hub"), settings(server, disk, "16Mi"))) {
            var history = History.now(new NothingLost());
            history.note(new Fact.Attempted("first"));
            assertThat(make(hub, "first").statusCode()).isEqualTo(201);
            history.note(new Fact.Acknowledged("first"));
            disk.fill(RESERVE / 2);

            history.note(new Fact.Attempted("refused"));
            var refused = make(hub, "refused");
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(FULL);
            assertThat(Json.parse(refused.body()).get("code").asString()).isEqualTo("disk-full");
            assertThat(refused.body()).contains("the hub's database", "MiB left", "without a restart");
            assertThat(hub.get("/tenants").get("items")).as("reading goes on").hasSize(1);
            theControlAHubWithoutTheReserveWritesOnTowardsTheEnd(server, disk, history);

            disk.fill(0);
            assertThat(hub.get("/tenants").get("items")).as("reading goes on").hasSize(2);
            assertThat(make(hub, "later").statusCode()).isEqualTo(FULL);

            disk.drain();
            history.note(new Fact.Attempted("later"));
            Eventually.await(
                    BACK, "changes are taken again", () -> make(hub, "later").statusCode() == 201);
            history.note(new Fact.Acknowledged("later"));

            hub.get("/tenants")
                    .get("items")
                    .forEach(tenant ->
                            history.note(new Fact.Found(tenant.get("name").asString())));
            history.end();
            everyPageOfTheDatabaseIsWhole(server);
        }
    }

    private void theControlAHubWithoutTheReserveWritesOnTowardsTheEnd(
            EmbeddedPostgres server, SmallDisk disk, History history) throws Exception {
        try (var unguarded = LabHub.start(folder.resolve("unguarded"), settings(server, disk, "0"))) {
            Files.copy(folder.resolve("hub/bootstrap.json"), folder.resolve("unguarded/bootstrap.json"));
            history.note(new Fact.Attempted("unguarded"));
            assertThat(make(unguarded, "unguarded").statusCode()).isEqualTo(201);
            history.note(new Fact.Acknowledged("unguarded"));
        }
    }

    @Test
    void uploadsAreRefusedBeforeTheHubsOwnDiskIsFullAndGoOnAfter() throws Exception {
        try (var disk = SmallDisk.mount(folder.resolve("hub/data"), FILES_MIB);
                var hub = LabHub.start(folder.resolve("hub"), Map.of("SKERRY_DISK_FREE", "16Mi"))) {
            assertThat(make(hub, "acme").statusCode()).isEqualTo(201);
            var archive = Files.write(folder.resolve("archive"), new byte[1 << 20]);
            disk.fill(RESERVE / 2);

            var refused = upload(hub, archive);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(FULL);
            assertThat(refused.body()).contains("what is uploaded", "MiB left");
            assertThat(make(hub, "beta").statusCode())
                    .as("the control: what does not go to that disk is taken")
                    .isEqualTo(201);
            disk.drain();

            Eventually.await(
                    BACK, "uploads are taken again", () -> upload(hub, archive).statusCode() == 200);
        }
    }

    /** Nothing warned in time: the disk is at its end in the middle of the bytes. */
    @Test
    void anUploadThatMeetsTheEndOfTheDiskSaysSoAndGoesOnWhereItStopped() throws Exception {
        try (var disk = SmallDisk.mount(folder.resolve("hub/data"), FILES_MIB);
                var hub = LabHub.start(folder.resolve("hub"), Map.of("SKERRY_DISK_FREE", "0"))) {
            assertThat(make(hub, "acme").statusCode()).isEqualTo(201);
            var archive = Files.write(folder.resolve("archive"), new byte[1 << 20]);
            disk.fill(700 << 10);

            var refused = upload(hub, archive);
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(FULL);
            assertThat(refused.body()).contains("the hub's files is full");
            disk.drain();

            Eventually.await(BACK, "it goes on", () -> upload(hub, archive).statusCode() == 200);
            assertThat(upload(hub, archive).body()).contains("\"finished\":true");
        }
    }

    private static HttpResponse<String> make(LabHub hub, String tenant) throws Exception {
        return hub.send("POST", "/tenants", BodyPublishers.ofString("{\"name\": \"" + tenant + "\"}"), JSON);
    }

    private static HttpResponse<String> upload(LabHub hub, Path archive) throws Exception {
        return hub.offer("acme", archive);
    }

    private static Map<String, String> settings(EmbeddedPostgres server, SmallDisk disk, String free) {
        return Map.of(
                "SKERRY_DATABASE_URL", server.getJdbcUrl("skerry", "skerry"),
                "SKERRY_DATABASE_FOLDER", disk.folder().toString(),
                "SKERRY_DISK_FREE", free);
    }

    private static EmbeddedPostgres server(Path data) throws Exception {
        var server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setServerConfig("shared_buffers", "16MB")
                .setServerConfig("min_wal_size", "32MB")
                .setServerConfig("max_wal_size", "64MB")
                .start();
        sql(server, "create role skerry login createrole createdb password 'skerry'");
        sql(server, "create database skerry owner skerry");
        return server;
    }

    /** Reading verifies each page's checksum. */
    private static void everyPageOfTheDatabaseIsWhole(EmbeddedPostgres server) throws SQLException {
        try (var connection = server.getDatabase("skerry", "skerry").getConnection();
                var statement = connection.createStatement();
                var tables = statement.executeQuery(
                        "select tablename from pg_tables where schemaname = 'public' order by tablename");
                var reader = connection.createStatement()) {
            while (tables.next()) {
                try (var rows = reader.executeQuery("select t::text from \"" + tables.getString(1) + "\" t")) {
                    while (rows.next()) {
                        assertThat(rows.getString(1)).isNotNull();
                    }
                }
            }
        }
    }

    private static void sql(EmbeddedPostgres server, String text) throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(text);
        }
    }
}
