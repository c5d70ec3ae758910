package io.skerry.cli.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.cli.fault.CliFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackedSourceTests {

    @TempDir
    private Path first;

    @TempDir
    private Path second;

    @Test
    void givesTheSameBytesForTheSameContent() throws IOException {
        fill(first);
        fill(second);
        Files.setLastModifiedTime(second.resolve("app.py"), FileTime.from(Instant.parse("2020-02-02T02:02:02Z")));

        try (var one = PackedSource.of(new GivenSource.Folder(first));
                var two = PackedSource.of(new GivenSource.Folder(second))) {
            assertThat(one.digest()).isEqualTo(two.digest()).startsWith("sha256:");
        }
    }

    @Test
    void givesOtherBytesForOtherContent() throws IOException {
        fill(first);
        fill(second);
        Files.writeString(second.resolve("app.py"), "print(2)");

        try (var one = PackedSource.of(new GivenSource.Folder(first));
                var two = PackedSource.of(new GivenSource.Folder(second))) {
            assertThat(one.digest()).isNotEqualTo(two.digest());
        }
    }

    @Test
    void leavesOutWhatABuildMakesAgainAndKeepsLinksAndRights() throws IOException {
        fill(first);

        try (var packed = PackedSource.of(new GivenSource.Folder(first))) {
            assertThat(entries(packed.file()))
                    .containsExactly("app.py 644", "bin/ 755", "bin/start.sh 755", "link -> app.py");
            assertThat(packed.count()).isEqualTo(4);
            assertThat(packed.warning()).isEmpty();
        }
    }

    @Test
    void leavesOutWhatSkerryignoreNames() throws IOException {
        fill(first);
        Files.createDirectories(first.resolve("data/kept"));
        for (var file : List.of("data/big.bin", "data/kept/small.bin", "bin/notes.txt", "notes.txt")) {
            Files.writeString(first.resolve(file), "x");
        }
        Files.writeString(first.resolve(".skerryignore"), "# not ours\ndata/*\n!data/kept\n/notes.txt\nlink\n");

        try (var packed = PackedSource.of(new GivenSource.Folder(first))) {
            assertThat(entries(packed.file()))
                    .containsExactly(
                            ".skerryignore 644",
                            "app.py 644",
                            "bin/ 755",
                            "bin/notes.txt 644",
                            "bin/start.sh 755",
                            "data/ 755",
                            "data/kept/ 755",
                            "data/kept/small.bin 644");
        }
    }

    @Test
    void saysThatSkerryignoreLeavesNothing() throws IOException {
        Files.writeString(first.resolve(".skerryignore"), "*\n");

        assertThatThrownBy(() -> PackedSource.of(new GivenSource.Folder(first)))
                .isInstanceOf(CliFault.class)
                .hasMessageContaining("holds nothing that .skerryignore leaves");
    }

    @Test
    void warnsOfALargeSource() {
        var packed = new PackedSource(first, "sha256:00", 3L << 30, 12, false);

        assertThat(packed.warning()).hasValueSatisfying(text -> assertThat(text).contains("3072 MiB in 12 files"));
    }

    @Test
    void refusesAnEmptyFolder() {
        assertThatThrownBy(() -> PackedSource.of(new GivenSource.Folder(first)))
                .isInstanceOf(CliFault.class)
                .hasMessageContaining("is empty");
    }

    private static void fill(Path folder) throws IOException {
        Files.writeString(folder.resolve("app.py"), "print(1)");
        Files.createSymbolicLink(folder.resolve("link"), Path.of("app.py"));
        Files.createDirectories(folder.resolve("bin"));
        var script = Files.writeString(folder.resolve("bin").resolve("start.sh"), "#!/bin/sh\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        for (var made : List.of(".git", "node_modules", "__pycache__")) {
            Files.createDirectories(folder.resolve(made));
            Files.writeString(folder.resolve(made).resolve("thing"), "made again");
        }
    }

    private static List<String> entries(Path archive) throws IOException {
        var found = new ArrayList<String>();
        try (var tar = new TarArchiveInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                found.add(
                        entry.isSymbolicLink()
                                ? entry.getName() + " -> " + entry.getLinkName()
                                : entry.getName() + " " + Integer.toOctalString(entry.getMode() & 0777));
            }
        }
        return found;
    }
}
