package io.skerry.machine.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FolderSizeTests {

    private static final int MEBIBYTE = 1 << 20;
    private static final Duration LONG = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    @Test
    void countsEveryFileOnceAndFollowsNoLink(@TempDir Path outside) throws IOException {
        Files.write(outside.resolve("c"), new byte[2 * MEBIBYTE]);
        // The JDK looks behind a link whose name is not plain ASCII when it is asked for its bytes.
        Files.createSymbolicLink(folder.resolve("größe"), outside);
        Files.write(folder.resolve("a"), new byte[MEBIBYTE]);
        Files.createLink(folder.resolve("again"), folder.resolve("a"));
        Files.createSymbolicLink(folder.resolve("elsewhere"), Path.of("/"));
        Files.createDirectories(folder.resolve("deep/er"));
        Files.write(folder.resolve("deep/er/b"), new byte[3 * MEBIBYTE]);

        var size = FolderSize.of(folder);

        assertThat(size.bytes()).isBetween(4L * MEBIBYTE, 4L * MEBIBYTE + 64 * 1024);
        assertThat(size.files()).isEqualTo(2);
        assertThat(size.largest()).isEqualTo(folder.resolve("deep/er/b"));
        assertThat(size.largestBytes()).isGreaterThanOrEqualTo(3L * MEBIBYTE);
    }

    @Test
    void countsWhatTheDiskHoldsAndNotWhatAFileSays() throws IOException {
        try (var sparse = new RandomAccessFile(folder.resolve("sparse").toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }
        Files.write(folder.resolve("größe"), new byte[MEBIBYTE]);

        assertThat(FolderSize.of(folder).bytes()).isBetween((long) MEBIBYTE, MEBIBYTE + 64L * 1024);
    }

    @Test
    void isNothingWhereThereIsNothing() {
        assertThat(FolderSize.of(folder.resolve("none"))).isEqualTo(new FolderSize(0, 0, null, 0));
    }

    @Test
    void countsAFileWithManyNamesOnceThoughItRemembersFew() throws IOException {
        for (var i = 0; i < 6; i++) {
            Files.write(folder.resolve("file-" + i), new byte[MEBIBYTE]);
            Files.createLink(folder.resolve("again-" + i), folder.resolve("file-" + i));
        }

        try (var walk = new FolderWalk(folder, 2)) {
            assertThat(walk.advance(LONG)).isTrue();
            assertThat(walk.size().bytes()).isBetween(6L * MEBIBYTE, 6L * MEBIBYTE + 64 * 1024);
        }
    }

    @Test
    void goesOnWhereItWasInterrupted() throws IOException {
        for (var i = 0; i < 500; i++) {
            Files.createDirectories(folder.resolve("sub-" + i % 7))
                    .resolve("file-" + i)
                    .toFile()
                    .createNewFile();
        }

        try (var walk = new FolderWalk(folder)) {
            var turns = 1;
            while (!walk.advance(Duration.ZERO)) {
                turns++;
            }
            assertThat(turns).isBetween(2, 20);
            assertThat(walk.size().files()).isEqualTo(500);
        }
    }

    @Test
    void countsWhatAProcessHoldsThoughItHasNoNameAnyMore() throws IOException {
        var gone = folder.resolve("gone");
        try (var held = new RandomAccessFile(gone.toFile(), "rw")) {
            held.write(new byte[MEBIBYTE]);
            Files.delete(gone);
            try (var walk = new FolderWalk(folder)) {
                walk.alsoHeldBy(List.of(ProcessHandle.current().pid()));
                assertThat(walk.advance(LONG)).isTrue();

                assertThat(walk.size().bytes()).isBetween((long) MEBIBYTE, MEBIBYTE + 64L * 1024);
                assertThat(walk.size().largest()).hasToString(gone + " (deleted)");
            }
        }
    }

    @Test
    void endsWhenItsThreadIsInterrupted() throws IOException {
        for (var i = 0; i < 500; i++) {
            Files.createFile(folder.resolve("file-" + i));
        }

        Thread.currentThread().interrupt();
        try (var walk = new FolderWalk(folder)) {
            assertThat(walk.advance(LONG)).isFalse();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(walk.advance(LONG)).isTrue();
            assertThat(walk.size().files()).isEqualTo(500);
        } finally {
            Thread.interrupted();
        }
    }
}
