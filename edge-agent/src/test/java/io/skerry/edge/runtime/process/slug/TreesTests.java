package io.skerry.edge.runtime.process.slug;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Of use where it is not run as root, who may write everywhere. */
final class TreesTests {

    @TempDir
    Path folder;

    @Test
    void deletesFoldersThatAreClosedToTheirOwner() throws IOException {
        var fixed = Files.createDirectories(folder.resolve("root/fixed"));
        Files.createFile(fixed.resolve("file"));
        var dark = Files.createDirectory(fixed.resolve("dark"));
        Files.createFile(dark.resolve("file"));
        Files.setPosixFilePermissions(dark, PosixFilePermissions.fromString("---------"));
        Files.setPosixFilePermissions(fixed, PosixFilePermissions.fromString("r-xr-xr-x"));

        Trees.delete(folder.resolve("root"));

        assertThat(folder).isEmptyDirectory();
    }
}
