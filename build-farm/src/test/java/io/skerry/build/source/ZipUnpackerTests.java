package io.skerry.build.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.build.failure.BuildFailure;
import io.skerry.build.sandbox.StopSign;
import io.skerry.model.error.ErrorCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZipUnpackerTests {

    private static final UnpackLimits SMALL = new UnpackLimits(10, 1 << 20, 20, 64 << 10);
    private static final int LINK = 0120777;

    @TempDir
    private Path outside;

    private Path folder;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = Files.createDirectory(outside.resolve("into"));
    }

    @Test
    void unpacksFilesFoldersAndLinksThatStayInside() throws Exception {
        unpack(zip(a -> a.entry("app/", 040755, "")
                .entry("app/a.txt", 0100644, "a")
                .entry("app/run.sh", 0100755, "#!/bin/sh\n")
                .entry("app/link", LINK, "a.txt")
                .entry("deep/er/b.txt", 0, "from a system without modes")));

        assertThat(folder.resolve("app/link")).hasContent("a").isSymbolicLink();
        assertThat(folder.resolve("app/run.sh")).isExecutable();
        assertThat(Files.isExecutable(folder.resolve("app/a.txt"))).isFalse();
        assertThat(folder.resolve("deep/er/b.txt")).hasContent("from a system without modes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../escaped", "app/../../escaped", "/etc/escaped", "a/b/../../..", "C:/escaped"})
    void refusesNamesThatLeaveTheFolder(String name) throws Exception {
        refused(zip(a -> a.entry(name, 0100644, "x")), "'" + name + "'");
        assertThat(outside.resolve("escaped")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../outside", "a/../../outside"})
    void refusesLinksThatLeaveTheFolder(String target) throws Exception {
        refused(zip(a -> a.entry("way-out", LINK, target)), "'way-out'", "link out of the folder");
    }

    @Test
    void refusesToWriteThroughALink() throws Exception {
        refused(
                zip(a ->
                        a.entry("real/", 040755, "").entry("door", LINK, "real").entry("door/x", 0100644, "x")),
                "'door/x'",
                "through the link");
    }

    @Test
    void refusesDevicesAndPipes() throws Exception {
        refused(zip(a -> a.entry("pipe", 0010644, "")), "'pipe'", "neither a file nor a folder nor a link");
    }

    @Test
    void refusesMoreThanIsAllowedAndNamesTheEntry() throws Exception {
        refused(
                zip(a -> IntStream.rangeClosed(1, 11).forEach(i -> a.entry("f" + i, 0100644, "x"))),
                "more than 10 entries",
                "'f11'");
    }

    @Test
    void refusesABombBeforeItIsUnpacked() throws Exception {
        refused(
                zip(a -> a.entry("small", 0100644, "x").entry("bomb", 0100644, "0".repeat(900_000))),
                "times its packed size",
                "'bomb'");
        assertThat(Files.size(folder.resolve("bomb"))).isLessThan(500_000);
    }

    @Test
    void refusesATableOfContentsThatIsABombItself() throws Exception {
        refused(
                zip(a -> IntStream.rangeClosed(1, 200).forEach(i -> a.entry(i + "n".repeat(50_000), 0100644, ""))),
                "cannot be read at or after its table of contents");
    }

    @Test
    void refusesWhatIsLockedByAPassword() throws Exception {
        var locked = zip(a -> a.entry("secret", 0100644, "x"));
        // the flag of encryption, in the table of contents
        var at = IntStream.range(0, locked.length)
                .filter(i -> locked[i] == 'P' && locked[i + 1] == 'K' && locked[i + 2] == 1 && locked[i + 3] == 2)
                .findFirst()
                .orElseThrow();
        locked[at + 8] |= 1;

        refused(locked, "'secret'", "encrypted");
    }

    @Test
    void refusesADamagedArchive() throws Exception {
        var whole = zip(a -> a.entry("a", 0100644, "x".repeat(5000)));

        refused(Arrays.copyOf(whole, whole.length / 2), "cannot be read");
    }

    private void refused(byte[] archive, String... words) {
        assertThatThrownBy(() -> unpack(archive)).isInstanceOfSatisfying(BuildFailure.class, failure -> {
            assertThat(failure.why().code()).isEqualTo(ErrorCode.SOURCE_REFUSED);
            assertThat(failure.why().message()).contains(words);
            assertThat(failure.why().advice()).isNotBlank();
        });
    }

    private void unpack(byte[] archive) throws Exception {
        var file = Files.write(outside.resolve("upload"), archive);
        new ArchiveUnpacker(SMALL).unpack(file, folder, new StopSign());
    }

    private byte[] zip(Consumer<Zip> entries) throws IOException {
        var file = outside.resolve("written");
        try (var out = new ZipArchiveOutputStream(file)) {
            entries.accept(new Zip(out));
        }
        return Files.readAllBytes(file);
    }

    private record Zip(ZipArchiveOutputStream out) {

        Zip entry(String name, int mode, String content) {
            try {
                var entry = new ZipArchiveEntry(name);
                if (mode != 0) {
                    entry.setUnixMode(mode);
                }
                out.putArchiveEntry(entry);
                out.write(content.getBytes(StandardCharsets.UTF_8));
                out.closeArchiveEntry();
                return this;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
