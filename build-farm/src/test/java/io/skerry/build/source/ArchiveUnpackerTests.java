package io.skerry.build.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.build.failure.BuildFailure;
import io.skerry.build.sandbox.StopSign;
import io.skerry.model.error.ErrorCode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchiveUnpackerTests {

    private static final UnpackLimits SMALL = new UnpackLimits(10, 1 << 20, 20, 64 << 10);

    @TempDir
    private Path outside;

    private Path folder;

    @BeforeEach
    void makeFolder() throws Exception {
        folder = Files.createDirectory(outside.resolve("into"));
    }

    @Test
    void unpacksFilesFoldersAndLinksThatStayInside() throws Exception {
        unpack(a -> a.folder("app")
                .file("./app/a.txt", "a")
                .runnable("app/run.sh", "#!/bin/sh\n")
                .symbolicLink("app/link", "a.txt")
                .symbolicLink("app/up", "../app/a.txt")
                .symbolicLink("app/dangling", "nowhere")
                .hardLink("app/second", "app/a.txt"));

        assertThat(folder.resolve("app/a.txt")).hasContent("a");
        assertThat(folder.resolve("app/link")).hasContent("a").isSymbolicLink();
        assertThat(folder.resolve("app/second")).hasContent("a").isRegularFile();
        assertThat(folder.resolve("app/run.sh")).isExecutable();
        assertThat(Files.isExecutable(folder.resolve("app/a.txt"))).isFalse();
    }

    @Test
    void readsPlainTarsToo() throws Exception {
        new ArchiveUnpacker(SMALL)
                .unpack(new ByteArrayInputStream(Archives.plain(a -> a.file("a.txt", "a"))), folder, new StopSign());

        assertThat(folder.resolve("a.txt")).hasContent("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../escaped", "app/../../escaped", "/etc/escaped", "a/b/../../..", "\\escaped", "C:/escaped"})
    void refusesNamesThatLeaveTheFolder(String name) {
        refused(a -> a.file(name, "x"), "'" + name + "'");
        assertThat(outside.resolve("escaped")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../outside", "a/../../outside", ".."})
    void refusesSymbolicLinksThatLeaveTheFolder(String target) {
        refused(a -> a.symbolicLink("way-out", target), "'way-out'", "link out of the folder");
    }

    @Test
    void refusesAPairOfLinksThatOnlyTogetherLeadOut() {
        // deep/er/top leads to the folder itself; going up from there is outside, though the text alone stays inside
        refused(
                a -> a.folder("deep/er").symbolicLink("deep/er/top", "../..").symbolicLink("out", "deep/er/top/../x"),
                "'out'");
    }

    @Test
    void refusesLinksThatGoInCircles() {
        refused(a -> a.symbolicLink("a", "b").symbolicLink("b", "a"), "'a'");
    }

    @Test
    void refusesToWriteThroughALink() {
        refused(a -> a.folder("real").symbolicLink("door", "real").file("door/x", "x"), "'door/x'", "through the link");
        assertThat(folder.resolve("real/x")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/passwd", "../outside"})
    void refusesHardLinksThatLeaveTheFolder(String target) {
        refused(a -> a.hardLink("way-out", target), "'way-out'");
    }

    @Test
    void refusesAHardLinkToALink() {
        refused(a -> a.symbolicLink("soft", "x").hardLink("hard", "soft"), "'hard'");
    }

    @ParameterizedTest
    @ValueSource(bytes = {TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO})
    void refusesDevicesAndPipes(byte type) {
        refused(a -> a.special("device", type), "'device'");
    }

    @Test
    void refusesMoreEntriesThanAllowedAndNamesTheOneThatWasTooMuch() {
        refused(a -> IntStream.rangeClosed(1, 11).forEach(i -> a.file("f" + i, "x")), "more than 10 entries", "'f11'");
    }

    @Test
    void refusesMoreBytesThanAllowedAndNamesTheEntry() {
        var noise = new java.util.Random(7)
                .ints(700_000, 32, 127)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        refused(a -> a.file("first", noise).file("second", noise), "more than 1 MiB", "'second'");
    }

    @Test
    void refusesABombBeforeItIsUnpacked() throws Exception {
        refused(a -> a.file("small", "x").zeros("bomb", 900_000), "times its packed size", "'bomb'");
        assertThat(Files.size(folder.resolve("bomb"))).isLessThan(500_000);
    }

    @Test
    void refusesABombInAName() {
        refused(a -> a.longName("n".repeat(3 << 20)), "cannot be read");
    }

    @Test
    void refusesAFileInThePlaceOfAFolder() {
        refused(a -> a.file("a", "x").file("a/b", "x"), "'a/b'");
        refused(a -> a.folder("c").file("c", "x"), "'c'");
    }

    @Test
    void refusesADamagedArchive() {
        var whole = Archives.gzipped(a -> a.file("a", "x".repeat(5000)));

        refused(Arrays.copyOf(whole, whole.length / 2), "cannot be read");
        refused("no archive at all".getBytes(StandardCharsets.UTF_8), "neither a tar archive nor a zip archive");
        refused(new byte[0], "neither a tar archive nor a zip archive");
    }

    @Test
    void refusesOtherFormatsByName() {
        for (var other : List.of("BZh9", "\u00fd7zXZ")) {
            assertThatThrownBy(() -> unpack(other.getBytes(StandardCharsets.ISO_8859_1)))
                    .isInstanceOfSatisfying(
                            BuildFailure.class,
                            failure -> assertThat(failure.why().code()).isEqualTo(ErrorCode.NOT_AVAILABLE_YET));
        }
    }

    @Test
    void stopsWhenTheBuildIsCancelled() {
        var stop = new StopSign();
        stop.raise(StopSign.Reason.CANCELLED);

        assertThatThrownBy(() -> new ArchiveUnpacker(SMALL)
                        .unpack(new ByteArrayInputStream(Archives.gzipped(a -> a.file("a", "a"))), folder, stop))
                .isInstanceOfSatisfying(
                        BuildFailure.class,
                        failure -> assertThat(failure.why().code()).isEqualTo(ErrorCode.CANCELLED));
    }

    private void refused(Consumer<Archives> entries, String... words) {
        refused(Archives.gzipped(entries), words);
    }

    private void refused(byte[] archive, String... words) {
        assertThatThrownBy(() -> unpack(archive)).isInstanceOfSatisfying(BuildFailure.class, failure -> {
            assertThat(failure.why().code()).isEqualTo(ErrorCode.SOURCE_REFUSED);
            assertThat(failure.why().message()).contains(words);
            assertThat(failure.why().advice()).isNotBlank();
        });
    }

    private void unpack(Consumer<Archives> entries) throws Exception {
        unpack(Archives.gzipped(entries));
    }

    private void unpack(byte[] archive) throws Exception {
        new ArchiveUnpacker(SMALL).unpack(new ByteArrayInputStream(archive), folder, new StopSign());
    }
}
