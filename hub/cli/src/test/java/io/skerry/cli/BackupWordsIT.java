package io.skerry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BackupWordsIT extends AtAHub {

    private static final String BACKUP = """
            {"name": "20260301-0300-ab12", "createdAt": "2026-03-01T11:00:00Z", "state": "proven", "bytes": 8, "rows": 12345,
             "tookMillis": 900, "sealed": false, "keysIncluded": false, "software": "0.1.0", "schemaVersion": "2", "missing": ["The hub's keys."],
             "tables": [{"name": "resource", "rows": 12000, "bytes": 4096, "sha256": "abc"}]}
            """;
    private static final String PATH = "/api/v1/backups/20260301-0300-ab12";

    @Test
    void listSaysHowTheHubStands() {
        hub.says(
                "GET /api/v1/backups",
                200,
                "{\"items\": [" + BACKUP + "], \"health\": {\"message\": \"The last good backup is 1 h old.\"}}");

        assertThat(run("backup")).isZero();

        assertThat(captured.out()).contains("20260301-0300-ab12", "proven", "12345", "1 KiB", "not inside");
        assertThat(captured.err()).contains("The last good backup is 1 h old.");
        assertThat(run("backup", "list", "-o", "json")).isZero();
    }

    @Test
    void showTellsWhatIsNotInside() {
        hub.says("GET " + PATH, 200, BACKUP);

        assertThat(run("backup", "show", "20260301-0300-ab12")).isZero();

        assertThat(captured.out()).contains("resource", "12000", "Not inside: The hub's keys.");
    }

    @Test
    void createFollowsTheOperation() {
        hub.says(
                "POST /api/v1/backups",
                202,
                "{\"name\": \"op-1\", \"status\": {\"state\": \"succeeded\", \"steps\": [], \"result\": {\"backup\": \"b1\"}}}");
        hub.says(
                "GET /api/v1/operations/op-1?wait=10s",
                200,
                "{\"name\": \"op-1\", \"status\": {\"state\": \"succeeded\", \"steps\": [], \"result\": {\"backup\": \"b1\"}}}");

        assertThat(run("backup", "create", "--with-artifacts")).isZero();

        assertThat(captured.out()).contains("Backup b1 is good.");
        assertThat(hub.theOne("POST /api/v1/backups").body()).contains("\"copyArtifacts\":true");
    }

    @Test
    void downloadWritesAFileForItsOwnerOnceAndWhole() throws IOException {
        hub.says("GET " + PATH, 200, BACKUP).says("GET " + PATH + "/content", 200, "12345678");
        var file = folder.resolve("b.zip");

        assertThat(run("backup", "download", "20260301-0300-ab12", "--to", file.toString()))
                .isZero();

        assertThat(file).hasContent("12345678");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(run("backup", "download", "20260301-0300-ab12", "--to", file.toString()))
                .isEqualTo(2);
    }

    @Test
    void aDownloadThatIsCutShortLeavesNoFile() {
        hub.says("GET " + PATH, 200, BACKUP).says("GET " + PATH + "/content", 200, "123");
        var file = folder.resolve("b.zip");

        assertThat(run("backup", "download", "20260301-0300-ab12", "--to", file.toString()))
                .isOne();

        assertThat(file).doesNotExist();
        assertThat(captured.err()).contains("3 of 8 bytes came");
    }

    @Test
    void deleteWantsAYes() {
        hub.says("GET " + PATH, 200, BACKUP).says("DELETE " + PATH, 204, "");

        assertThat(run("backup", "delete", "20260301-0300-ab12")).isEqualTo(2);
        assertThat(run("backup", "delete", "20260301-0300-ab12", "--yes")).isZero();
        assertThat(captured.out()).contains("Deleted.");
    }

    @Test
    void restoreWantsOneThingToDo() {
        assertThat(run("restore")).isEqualTo(2);
        assertThat(run("restore", "file", "--back")).isEqualTo(2);
        assertThat(captured.err()).contains("one of FILE, --back and --forget is wanted");
        assertThat(run("restore", "f", "--key-file", "a", "--passphrase-file", "b"))
                .isEqualTo(2);
    }

    @Test
    void doctorSaysHowOldTheLastGoodBackupIs() throws IOException {
        var data = folder.resolve("data");
        var backups = Files.createDirectories(data.resolve("hub/backups"));
        record(backups, "new", "failed", Instant.now());
        record(backups, "old", "proven", Instant.now().minusSeconds(50 * 3600));

        run("doctor", "--data", data.toString());

        assertThat(captured.out()).contains("! last good backup: 2d old", "Make one: ./skerry backup create");
        record(backups, "newest", "proven", Instant.now());
        run("doctor", "--data", data.toString());
        assertThat(captured.out()).containsPattern("✓ last good backup: \\d+s old");
    }

    private static void record(java.nio.file.Path folder, String name, String state, Instant made) throws IOException {
        Files.writeString(
                folder.resolve(name + ".json"),
                "{\"manifest\": {\"createdAt\": \"" + made + "\"}, \"trial\": {\"state\": \"" + state + "\"}}");
    }
}
