package io.skerry.store.socket;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreSocketTests {

    private static final int ROOM = 100 - "/run/store.sock".length();

    @Test
    void isInTheDataCentersFolder() {
        assertThat(StoreSocket.path(Path.of("/data/east"), 1000)).isEqualTo(Path.of("/data/east/run/store.sock"));
    }

    @Test
    void staysThereAsLongAsThePathFits() {
        var folder = Path.of("/" + "d".repeat(ROOM - 1));

        var path = StoreSocket.path(folder, 1000);

        assertThat(path.startsWith(folder)).isTrue();
        assertThat(path.toString()).hasSize(100);
    }

    @Test
    void movesToAShortNameWhenThePathIsTooLong() {
        var path = StoreSocket.path(Path.of("/" + "d".repeat(ROOM)), 1000);

        assertThat(path.toString()).matches("/tmp/skerry-1000-[0-9a-f]{16}/store\\.sock");
    }

    @Test
    void countsBytesNotLetters() {
        var path = StoreSocket.path(Path.of("/" + "ü".repeat(50)), 1000);

        assertThat(path.toString().getBytes(UTF_8)).hasSizeLessThanOrEqualTo(100);
        assertThat(path.startsWith("/tmp")).isTrue();
    }

    @Test
    void givesTwoFoldersTwoNamesAndOneFolderOneName() {
        var one = "/" + "d".repeat(200) + "/one";
        var two = "/" + "d".repeat(200) + "/two";

        assertThat(StoreSocket.path(Path.of(one), 1)).isNotEqualTo(StoreSocket.path(Path.of(two), 1));
        assertThat(StoreSocket.path(Path.of(one), 1)).isEqualTo(StoreSocket.path(Path.of(one + "/../one"), 1));
    }

    @Test
    void isTheSameThroughALink(@TempDir Path folder) throws IOException {
        var east = Files.createDirectory(folder.resolve("east"));
        var link = Files.createSymbolicLink(folder.resolve("link"), east);

        assertThat(StoreSocket.of(link)).isEqualTo(StoreSocket.of(east));
    }
}
