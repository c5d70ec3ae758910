package io.skerry.build.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.build.failure.BuildFailure;
import java.io.BufferedInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SlugWriterTests {

    @TempDir
    private Path temp;

    @Test
    void writesTheSameBytesForTheSameContentWhateverTimesModesAndOrder() throws Exception {
        var one = Files.createDirectories(temp.resolve("one"));
        Files.writeString(one.resolve("a"), "a");
        Files.writeString(one.resolve("b"), "b");
        Files.setPosixFilePermissions(one.resolve("b"), PosixFilePermissions.fromString("rwxrwxrwx"));
        var two = Files.createDirectories(temp.resolve("elsewhere/two"));
        Files.writeString(two.resolve("b"), "b");
        Files.writeString(two.resolve("a"), "a");
        Files.setPosixFilePermissions(two.resolve("b"), PosixFilePermissions.fromString("rwx------"));
        Files.setLastModifiedTime(two.resolve("a"), FileTime.fromMillis(0));
        Files.createDirectories(two.resolve(".git"));
        Files.createDirectories(two.resolve("__pycache__"));

        assertThat(slug(one)).hasBinaryContent(Files.readAllBytes(slug(two)));
    }

    @Test
    void writesOtherBytesForOtherContent() throws Exception {
        var one = Files.createDirectories(temp.resolve("one"));
        Files.writeString(one.resolve("a"), "a");
        var before = Files.readAllBytes(slug(one));
        Files.writeString(one.resolve("a"), "b");

        assertThat(Files.readAllBytes(slug(one))).isNotEqualTo(before);
    }

    @Test
    void keepsLinksInsideAndMakesAbsoluteOnesRelative() throws Exception {
        var folder =
                Files.createDirectories(temp.resolve("one/app/bin")).getParent().getParent();
        Files.writeString(folder.resolve("app/x.js"), "x");
        Files.createSymbolicLink(folder.resolve("app/bin/x"), Path.of("../x.js"));
        Files.createSymbolicLink(folder.resolve("app/bin/y"), folder.resolve("app/x.js"));

        assertThat(entries(slug(folder)))
                .filteredOn(TarArchiveEntry::isSymbolicLink)
                .extracting(TarArchiveEntry::getLinkName)
                .containsExactly("../x.js", "../x.js");
    }

    @Test
    void refusesALinkThatLeavesTheFolder() throws Exception {
        var folder = Files.createDirectories(temp.resolve("one"));
        Files.createSymbolicLink(folder.resolve("out"), Path.of("/etc/hostname"));

        assertThatThrownBy(() -> slug(folder)).isInstanceOf(BuildFailure.class).hasMessageContaining("'out'");
    }

    @Test
    void writesNoOwnersAndKeepsLongAndForeignNames() throws Exception {
        var folder = Files.createDirectories(temp.resolve("one"));
        var name = "ü".repeat(100) + ".txt";
        Files.writeString(folder.resolve(name), "x");

        assertThat(entries(slug(folder))).singleElement().satisfies(entry -> {
            assertThat(entry.getName()).isEqualTo(name);
            assertThat(entry.getLongUserId()).isZero();
            assertThat(entry.getUserName()).isEmpty();
        });
    }

    private Path slug(Path folder) throws Exception {
        var file = temp.resolve(folder.getFileName() + ".tar.gz");
        SlugWriter.write(folder, file);
        return file;
    }

    private static List<TarArchiveEntry> entries(Path slug) throws Exception {
        var found = new ArrayList<TarArchiveEntry>();
        try (var tar = new TarArchiveInputStream(
                new GZIPInputStream(new BufferedInputStream(Files.newInputStream(slug))), "UTF-8")) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                found.add(entry);
            }
        }
        return found;
    }
}
