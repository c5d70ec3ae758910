package io.skerry.hub.backup.restore;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.HubSettings;
import io.skerry.hub.HubSettings.BackupSettings;
import io.skerry.hub.TestHub;
import io.skerry.hub.backup.archive.Archive;
import io.skerry.hub.backup.archive.BackupKey;
import io.skerry.hub.backup.database.DraftRepository;
import io.skerry.hub.backup.database.RenewalRepository;
import io.skerry.hub.backup.database.ServerRepository;
import io.skerry.hub.backup.database.SnapshotRepository;
import io.skerry.hub.backup.work.HubFolder;
import io.skerry.hub.backup.work.Trial;
import io.skerry.hub.backup.work.Watch;
import io.skerry.testkit.crash.Crash;
import io.skerry.testkit.crash.CrashPoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A restore that is killed leaves the old hub or the restored one, database and keys together, never a half of each. {@code
 * -Drestore.points=all} kills it at every point; else once before the databases change places and once after.
 */
@Tag("F50")
@Timeout(180)
class RestoreCrashIT {

    private static final CrashPoint BEFORE = CrashPoint.entering(ServerRepository.class, "swap");
    private static final CrashPoint AFTER = CrashPoint.leaving(ServerRepository.class, "swap");

    @TempDir
    private Path folder;

    private TestHub hub;
    private RestoreLab lab;
    private Path file;
    private Path passphrase;
    private String oldIncarnation;

    static Stream<CrashPoint> points() {
        var all = Stream.of(
                        CrashPoint.leaving(ServerRepository.class, "create"),
                        CrashPoint.entering(DraftRepository.class, "load"),
                        CrashPoint.leaving(DraftRepository.class, "load"),
                        CrashPoint.leaving(DraftRepository.class, "compare"),
                        CrashPoint.leaving(RenewalRepository.class, "renew"),
                        CrashPoint.leaving(KeyFolders.class, "lay"),
                        CrashPoint.leaving(PendingSwitch.class, "write"),
                        BEFORE,
                        AFTER,
                        CrashPoint.entering(PendingSwitch.class, "settle"),
                        CrashPoint.entering(PendingSwitch.class, "followWithKeys"),
                        CrashPoint.leaving(PendingSwitch.class, "followWithKeys"))
                .toList();
        return System.getProperty("restore.points", "").equals("all") ? all.stream() : Stream.of(BEFORE, AFTER);
    }

    /** The hub that is there has other keys than the one whose backup comes. */
    @BeforeEach
    void twoHubs() throws IOException {
        passphrase = Files.writeString(folder.resolve("passphrase"), "correct horse battery");
        hub = TestHub.start(this::sealed);
        lab = new RestoreLab(hub);
        file = lab.backup();
        hub.stop();
        oldIncarnation = incarnation();
        Files.writeString(new HubFolder(hub.data()).keys().resolve("wrapping.key"), "0123456789abcdef0123456789abcdef");
    }

    @AfterEach
    void close() {
        hub.close();
    }

    @ParameterizedTest
    @MethodSource("points")
    void leavesTheOldOrTheNew(CrashPoint point) throws IOException {
        var died = lab.dying(point, folder, "restore", environment());
        assertThat(died).as(Files.readString(folder.resolve("restore.log"))).isEqualTo(Crash.EXIT_CODE);

        var said = lab.call("settle");

        assertThat(said.has("result")).as(said.toString()).isTrue();
        assertThat(state()).isIn("old", "new");
        assertThat(lab.call("restore", environment()).has("result")).isTrue();
        assertThat(state()).isEqualTo("new");
    }

    @Test
    void goingBackEndsFirstWhatAnEarlierRestoreBegan() throws IOException {
        var died = lab.dying(AFTER, folder, "restore", environment());
        assertThat(died).isEqualTo(Crash.EXIT_CODE);
        assertThat(state()).isEqualTo("half");

        var said = lab.call("back");

        assertThat(said.at("/result/kept").asString()).as(said.toString()).isNotEmpty();
        assertThat(hub.data().resolve("restore.json")).doesNotExist();
        assertThat(keysAreOld()).isTrue();
        assertThat(lab.call("forget").at("/result/gone").size()).isEqualTo(1);
    }

    /** The launcher is killed while the backup is read: its program ends with it and the old hub is as it was. */
    @Test
    void aRestoreEndsWithItsLauncher() throws Exception {
        var ended = new ProcessBuilder(lab.command("restore"));
        ended.environment().putAll(lab.environment(environment()));
        var program = ended.redirectErrorStream(true)
                .redirectOutput(folder.resolve("restore.log").toFile())
                .start();

        program.getOutputStream().close();

        assertThat(program.waitFor())
                .as(Files.readString(folder.resolve("restore.log")))
                .isEqualTo(3);
        assertThat(lab.call("settle").at("/result/changed").asBoolean()).isFalse();
        assertThat(state()).isEqualTo("old");
    }

    /** The control: the databases change places without a note, and the process dies before the keys follow. */
    @Test
    void withoutTheNoteItWouldBeHalf() throws IOException {
        var server = lab.server();
        var archive = Archive.open(file, BackupKey.ofPassphraseFile(passphrase));
        var next = server.database() + "_next_control";
        Trial.load(server, next, archive, Watch.NOBODY).renew();
        KeyFolders.lay(archive, hub.data().resolve("keys-next-control"));
        server.swap(next, server.database() + "_before_control");

        assertThat(lab.call("settle").at("/result/changed").asBoolean()).isFalse();
        assertThat(state()).isEqualTo("half");
    }

    private String[] environment() {
        return List.of("SKERRY_RESTORE_FILE", file.toString(), "SKERRY_BACKUP_PASSPHRASE_FILE", passphrase.toString())
                .toArray(String[]::new);
    }

    private String state() throws IOException {
        var own = incarnation().equals(oldIncarnation);
        return own == keysAreOld() ? (own ? "old" : "new") : "half";
    }

    private boolean keysAreOld() throws IOException {
        return Files.readString(
                        new HubFolder(hub.data()).keys().resolve("wrapping.key"),
                        java.nio.charset.StandardCharsets.ISO_8859_1)
                .equals("0123456789abcdef0123456789abcdef");
    }

    private String incarnation() {
        try (var snapshot = SnapshotRepository.of(lab.server())) {
            return snapshot.origin().incarnation();
        }
    }

    private HubSettings sealed(HubSettings usual) {
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
}
