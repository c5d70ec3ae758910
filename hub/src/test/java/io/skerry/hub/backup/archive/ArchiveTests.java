package io.skerry.hub.backup.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.hub.backup.archive.Manifest.Artifacts;
import io.skerry.hub.backup.archive.Manifest.KeyFile;
import io.skerry.hub.backup.archive.Manifest.Keys;
import io.skerry.hub.backup.archive.Manifest.Origin;
import io.skerry.hub.backup.archive.Manifest.Schema;
import io.skerry.hub.backup.archive.Manifest.Table;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveTests {

    @TempDir
    private Path folder;

    @Test
    void plainArchiveComesBackAsItWas() throws IOException {
        var file = write(null, rows(1000), Manifest.FORMAT);

        assertThat(contents(Archive.open(file, null))).containsExactly("resource: " + new String(rows(1000), UTF_8));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, SealHeader.CHUNK - 1, SealHeader.CHUNK, SealHeader.CHUNK + 1, 3 * SealHeader.CHUNK})
    void sealedStreamOfAnyLengthComesBackAsItWas(int length) throws IOException {
        var bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        var file = folder.resolve("sealed");
        try (var out = new SealedOutput(Files.newOutputStream(file), key("a passphrase of some length"))) {
            out.write(bytes);
        }

        assertThat(opened(file, key("a passphrase of some length"))).isEqualTo(bytes);
    }

    @Test
    void sealedArchiveShowsNothingAndWantsItsKey() throws IOException {
        var file = write(keyOf(1), "a-secret-that-must-not-show".getBytes(UTF_8), Manifest.FORMAT);

        assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                .doesNotContain("secret", "manifest", "resource");
        assertThat(Archive.isSealed(file)).isTrue();
        assertThat(contents(Archive.open(file, keyOf(1)))).hasSize(1);
        refused(file, keyOf(2), "does not open");
        refused(file, null, "is sealed");
    }

    /** The control: what no guard looked at would be read as if it were whole. */
    @Test
    void everyChangedByteAndEveryCutIsSeen() throws IOException {
        var file = write(keyOf(1), new byte[5 * SealHeader.CHUNK], Manifest.FORMAT);
        var whole = Files.readAllBytes(file);
        for (var at = 0; at < whole.length; at += Math.max(1, whole.length / 40)) {
            var changed = whole.clone();
            changed[at] ^= 1;
            Files.write(file, changed);
            var place = at;
            assertThatThrownBy(() -> Archive.open(file, keyOf(1)))
                    .as("byte %d", place)
                    .isInstanceOf(BackupRefused.class);
        }
        for (var length : List.of(0, 10, whole.length / 2, whole.length - 1)) {
            Files.write(file, java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> Archive.open(file, keyOf(1)))
                    .as("cut to %d", length)
                    .isInstanceOf(BackupRefused.class);
        }
        Files.write(file, whole);
        assertThat(contents(Archive.open(file, keyOf(1)))).hasSize(1);
    }

    @Test
    void chunksCannotChangePlaces() throws IOException {
        var bytes = new byte[3 * SealHeader.CHUNK];
        var file = folder.resolve("sealed");
        try (var out = new SealedOutput(Files.newOutputStream(file), keyOf(1))) {
            out.write(bytes);
        }
        var whole = Files.readAllBytes(file);
        var sealed = SealHeader.CHUNK + SealHeader.TAG;
        var header = whole.length - 3 * sealed;
        var swapped = whole.clone();
        System.arraycopy(whole, header, swapped, header + sealed, sealed);
        System.arraycopy(whole, header + sealed, swapped, header, sealed);
        Files.write(file, swapped);

        assertThatThrownBy(() -> opened(file, keyOf(1))).isInstanceOf(BackupRefused.class);
    }

    @Test
    void whatIsNoBackupIsRefused() throws IOException {
        var file = folder.resolve("photo.jpg");
        Files.write(file, rows(10));
        refused(file, null, "no list of contents");
        refused(write(null, rows(1), Manifest.FORMAT + 1), null, "has format 2");
    }

    @Test
    void keysAndPassphrasesOfPoorShapeAreRefused() throws IOException {
        var file = Files.writeString(folder.resolve("key"), "short");
        assertThatThrownBy(() -> BackupKey.ofKeyFile(file))
                .isInstanceOfSatisfying(
                        BackupRefused.class, e -> assertThat(e.advice()).contains("32 bytes"));
        assertThatThrownBy(() -> BackupKey.ofPassphraseFile(file)).hasMessageContaining("5 characters");
        assertThatThrownBy(() -> BackupKey.ofKeyFile(folder.resolve("none"))).hasMessageContaining("cannot be read");
    }

    private static void refused(Path file, BackupKey key, String why) {
        assertThatThrownBy(() -> Archive.open(file, key))
                .isInstanceOf(BackupRefused.class)
                .hasMessageContaining(why);
    }

    private Path write(BackupKey key, byte[] rows, int format) throws IOException {
        var file = folder.resolve("backup-" + format + (key == null ? "" : "-sealed"));
        try (var archive = ArchiveWriter.begin(file, key)) {
            var measured = archive.table("resource", out -> out.write(rows));
            archive.finish(new Manifest(
                    format,
                    "test",
                    Instant.EPOCH,
                    "0",
                    null,
                    "PostgreSQL",
                    new Schema("1", List.of()),
                    new Origin("installation", "incarnation"),
                    List.of(new Table("resource", List.of("uid"), 1, measured.bytes(), measured.sha256())),
                    List.of(),
                    new Artifacts(false, List.of()),
                    new Keys(false, List.of(new KeyFile("identity.pem", 1, "00")))));
        }
        return file;
    }

    private static List<String> contents(Archive archive) throws IOException {
        var found = new ArrayList<String>();
        archive.visit(new Archive.Visitor() {
            @Override
            public void table(String name, InputStream rows) throws IOException {
                found.add(name + ": " + new String(rows.readAllBytes(), UTF_8));
            }
        });
        return found;
    }

    private static byte[] opened(Path file, BackupKey key) throws IOException {
        try (var in = new java.io.DataInputStream(Files.newInputStream(file))) {
            var header = SealHeader.read(in).orElseThrow();
            return new OpenedInput(in, header, key).readAllBytes();
        }
    }

    private BackupKey keyOf(int number) throws IOException {
        var bytes = new byte[32];
        bytes[0] = (byte) number;
        return BackupKey.ofKeyFile(Files.write(folder.resolve("key-" + number), bytes));
    }

    private BackupKey key(String passphrase) throws IOException {
        return BackupKey.ofPassphraseFile(Files.writeString(folder.resolve("passphrase"), passphrase + "\n"));
    }

    private static byte[] rows(int count) {
        return "row\t1\n".repeat(count).getBytes(UTF_8);
    }
}
