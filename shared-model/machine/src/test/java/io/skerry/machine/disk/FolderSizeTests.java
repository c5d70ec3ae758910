package io.skerry.machine.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderSizeTests {

    @TempDir
    Path folder;

    @Test
    void countsEveryFileOnceAndFollowsNoLink() throws IOException {
        Files.write(folder.resolve("a"), new byte[1000]);
        Files.createLink(folder.resolve("again"), folder.resolve("a"));
        Files.createSymbolicLink(folder.resolve("elsewhere"), Path.of("/"));
        Files.createDirectories(folder.resolve("deep/er"));
        Files.write(folder.resolve("deep/er/b"), new byte[3000]);

        var size = FolderSize.of(folder);

        assertThat(size.bytes()).isEqualTo(4000);
        assertThat(size.files()).isEqualTo(2);
        assertThat(size.largest()).isEqualTo(folder.resolve("deep/er/b"));
        assertThat(size.largestBytes()).isEqualTo(3000);
    }

    @Test
    void isNothingWhereThereIsNothing() {
        assertThat(FolderSize.of(folder.resolve("none"))).isEqualTo(new FolderSize(0, 0, null, 0));
    }
}
