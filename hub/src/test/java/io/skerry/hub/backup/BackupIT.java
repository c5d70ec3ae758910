package io.skerry.hub.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.HubSettings;
import io.skerry.hub.HubSettings.BackupSettings;
import io.skerry.hub.TestHub;
import io.skerry.hub.resource.Database;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class BackupIT {

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
        hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aBackupIsReadBackBeforeItIsGood() throws Exception {
        var operation = hub.ended(hub.post("/api/v1/backups", "{}").header("Location"));

        assertThat(operation.json().at("/status/state").asString())
                .as(operation.toString())
                .isEqualTo("succeeded");
        assertThat(operation.json().at("/status/steps").findValuesAsString("name"))
                .containsExactly("copy", "read back", "retention");
        var name = operation.json().at("/status/result/backup").asString();
        var backup = hub.get("/api/v1/backups/" + name).json();
        assertThat(backup.get("state").asString()).isEqualTo("proven");
        assertThat(backup.get("missing").toString()).contains("hub's keys");
        assertThat(backup.get("tables").findValuesAsString("name")).contains("resource", "site_object", "audit");
        var health = hub.get("/api/v1/backups").json().get("health");
        assertThat(health.get("state").asString()).isEqualTo("current");
        assertThat(health.get("lastGood").asString()).isEqualTo(name);
        assertThat(trialDatabases()).isZero();

        var file = hub.settings().backup().folder().resolve(name + ".zip");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var downloaded = HttpClient.newHttpClient()
                .send(hub.request("/api/v1/backups/" + name + "/content").GET().build(), BodyHandlers.ofByteArray());
        assertThat(downloaded.body()).isEqualTo(Files.readAllBytes(file));

        assertThat(hub.delete("/api/v1/backups/" + name).status()).isEqualTo(204);
        assertThat(hub.get("/api/v1/backups/" + name).status()).isEqualTo(404);
        assertThat(file).doesNotExist();
    }

    @Test
    void aDamagedOneIsFoundOutAndSaysSo() throws Exception {
        var name = hub.ended(
                        hub.post("/api/v1/backups", "{\"copyArtifacts\": true}").header("Location"))
                .json()
                .at("/status/result/backup")
                .asString();
        var file = hub.settings().backup().folder().resolve(name + ".zip");
        var bytes = Files.readAllBytes(file);
        bytes[bytes.length / 3] ^= 1;
        Files.write(file, bytes);

        var operation =
                hub.ended(hub.post("/api/v1/backups/" + name + ":verify", "").header("Location"));

        assertThat(operation.json().at("/status/state").asString()).isEqualTo("failed");
        assertThat(operation.json().at("/status/cause/message").asString()).contains("The backup cannot be used");
        assertThat(operation.json().at("/status/steps").findValuesAsString("name"))
                .containsExactly("copy", "read back", "retention");
        assertThat(operation.json().at("/status/steps").findValuesAsString("state"))
                .containsExactly("succeeded", "failed", "succeeded");
        assertThat(hub.get("/api/v1/backups/" + name).json().get("state").asString())
                .isEqualTo("failed");
    }

    @Test
    void oneWhoseKeyIsGoneIsNotTakenForDamaged(@TempDir Path folder) throws Exception {
        var passphrase = Files.writeString(folder.resolve("passphrase"), "correct horse battery");
        try (var own = TestHub.start(usual -> sealed(usual, passphrase))) {
            var name = own.ended(own.post("/api/v1/backups", "{}").header("Location"))
                    .json()
                    .at("/status/result/backup")
                    .asString();
            Files.delete(passphrase);

            var operation = own.ended(
                    own.post("/api/v1/backups/" + name + ":verify", "").header("Location"));

            assertThat(operation.json().at("/status/state").asString()).isEqualTo("failed");
            assertThat(operation.json().at("/status/cause/message").asString())
                    .contains("could not be checked: the passphrase file cannot be read");
            var backup = own.get("/api/v1/backups/" + name).json();
            assertThat(backup.get("state").asString()).isEqualTo("proven");
            assertThat(backup.toString()).contains("could not be checked");
        }
    }

    private static HubSettings sealed(HubSettings usual, Path passphrase) {
        var backup = usual.backup();
        return new HubSettings(
                usual.data(),
                usual.port(),
                usual.linkPort(),
                usual.database(),
                usual.bootstrapFile(),
                new BackupSettings(
                        backup.folder(), backup.dailyAt(), backup.keep(), backup.keepDays(), null, passphrase));
    }

    @Test
    void unknownFieldsAndNamesAreRefused() {
        assertThat(hub.post("/api/v1/backups", "{\"copyEverything\": true}").status())
                .isEqualTo(422);
        assertThat(hub.post("/api/v1/backups/none:verify", "").status()).isEqualTo(404);
    }

    private static long trialDatabases() {
        return hub.bean(Database.class)
                .platform(() -> hub.bean(Database.class)
                        .sql()
                        .sql("select count(*) from pg_database where starts_with(datname, 'skerry_trial_')")
                        .query(Long.class)
                        .single());
    }
}
