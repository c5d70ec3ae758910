package io.skerry.hub.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.HubSettings;
import io.skerry.hub.HubSettings.BackupSettings;
import io.skerry.hub.TestHub;
import io.skerry.hub.backup.work.HubFolder;
import io.skerry.hub.resource.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class RestoreIT {

    private static final String FILE = "SKERRY_RESTORE_FILE";

    @TempDir
    private Path folder;

    @Test
    void whatCameLaterIsGoneAndTheOldStateIsKept() {
        try (var hub = TestHub.start()) {
            var lab = new RestoreLab(hub);
            hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
            var file = lab.backup();
            hub.post("/api/v1/tenants", "{\"name\": \"later\"}");
            var before = incarnation(hub);
            hub.stop();

            var restored = lab.call("restore", FILE, file.toString());

            assertThat(restored.at("/result/kept").asString())
                    .as(restored.toString())
                    .isNotEmpty();
            hub.restart();
            assertThat(lab.tenants()).containsExactly("acme");
            assertThat(incarnation(hub))
                    .isNotEqualTo(before)
                    .isEqualTo(restored.at("/result/incarnation").asString());
            assertThat(hub.post("/api/v1/tenants", "{\"name\": \"anew\"}").status())
                    .isEqualTo(201);
            hub.stop();

            assertThat(lab.call("back").at("/result/kept").asString()).isNotEmpty();
            hub.restart();
            assertThat(lab.tenants()).containsExactly("acme", "later");
            assertThat(incarnation(hub)).isNotEqualTo(before);
            assertThat(lab.call("forget").at("/result/gone").size()).isEqualTo(1);
            assertThat(lab.server().names(lab.server().database() + "_")).isEmpty();
        }
    }

    @Test
    void sealedBackupBringsTheKeysOfAHubThatLostEverything() throws IOException {
        var passphrase = Files.writeString(folder.resolve("passphrase"), "correct horse battery");
        try (var hub = TestHub.start(settings -> sealed(settings, passphrase))) {
            var lab = new RestoreLab(hub);
            hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
            var file = lab.backup();
            var keys = new HubFolder(hub.data()).keys();
            var before = HubFolder.keysIn(keys);
            hub.stop();
            KeyFolders.delete(keys);

            assertThat(lab.call("check", FILE, file.toString())
                            .at("/refused/message")
                            .asString())
                    .contains("is sealed");
            var restored =
                    lab.call("restore", FILE, file.toString(), "SKERRY_BACKUP_PASSPHRASE_FILE", passphrase.toString());

            assertThat(restored.at("/result/keysCame").asBoolean())
                    .as(restored.toString())
                    .isTrue();
            assertThat(HubFolder.keysIn(keys)).isEqualTo(before);
            hub.restart();
            assertThat(lab.tenants()).containsExactly("acme");
            assertThat(hub.get("/api/v1/settings/build-tools").status()).isEqualTo(200);
        }
    }

    @Test
    void badInputIsRefusedAndTheOldStateIsUntouched() throws IOException {
        try (var hub = TestHub.start()) {
            var lab = new RestoreLab(hub);
            hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
            var file = lab.backup();
            hub.stop();
            var whole = Files.readAllBytes(file);

            refused(lab, folder.resolve("none"), "there is no file");
            refused(lab, Files.write(folder.resolve("half"), List.of("no backup")), "no list of contents");
            refused(
                    lab,
                    Files.write(folder.resolve("cut"), java.util.Arrays.copyOf(whole, whole.length / 2)),
                    "cannot be");
            Files.writeString(
                    new HubFolder(hub.data()).keys().resolve("wrapping.key"), "0123456789abcdef0123456789abcdef");
            refused(lab, file, "made under other keys");
            assertThat(lab.call("restore", FILE, file.toString(), "SKERRY_WITHOUT_KEYS", "yes")
                            .has("result"))
                    .isTrue();
        }
    }

    private static void refused(RestoreLab lab, Path file, String why) {
        for (var word : List.of("check", "restore")) {
            var said = lab.call(word, FILE, file.toString());
            assertThat(said.at("/refused/message").asString())
                    .as(said.toString())
                    .contains(why);
            assertThat(said.at("/refused/advice").asString()).isNotBlank();
        }
        assertThat(lab.server().names(lab.server().database() + "_")).isEmpty();
        assertThat(lab.server().exists(lab.server().database())).isTrue();
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

    private static String incarnation(TestHub hub) {
        var database = hub.bean(Database.class);
        return database.platform(() -> database.sql()
                .sql("select incarnation from hub_identity")
                .query(String.class)
                .single());
    }
}
