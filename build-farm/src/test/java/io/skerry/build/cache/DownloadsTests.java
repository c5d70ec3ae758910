package io.skerry.build.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadsTests {

    private static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path folder;

    private Downloads at(int minute) {
        return new Downloads(folder, 300_000, Clock.fixed(BEGIN.plusSeconds(60L * minute), ZoneOffset.UTC));
    }

    private Path downloaded(int minute, String tenant, String tool) throws IOException {
        var file = at(minute).of(tenant, tool).resolve("a");
        Files.write(file, new byte[140_000]);
        return file;
    }

    @Test
    void whatWasNotUsedForTheLongestTimeGoesFirst() throws IOException {
        var first = downloaded(1, "acme", "npm");
        var second = downloaded(2, "acme", "pip");
        var third = downloaded(3, "other", "npm");
        at(4).of("acme", "npm");

        assertThat(at(5).trim()).isBetween(140_000L, 150_000L);

        assertThat(second.getParent()).doesNotExist();
        assertThat(first).exists();
        assertThat(third).exists();
        assertThat(at(6).trim()).isZero();
    }

    @Test
    void nothingGoesThatABuildMayBeReading() throws IOException {
        var read = downloaded(1, "acme", "npm");
        var idle = downloaded(2, "other", "npm");
        var last = downloaded(3, "other", "pip");
        var downloads = at(4);

        try (var _ = downloads.use("acme");
                var _ = downloads.use("acme")) {
            downloads.trim();
        }

        assertThat(read).exists();
        assertThat(idle).doesNotExist();
        assertThat(last).exists();
        downloaded(5, "other", "npm");
        downloads.trim();
        assertThat(read).doesNotExist();
    }

    @Test
    void deletesWhatToolsMadeUnwritableAndWhatAKilledBuilderLeft() throws IOException {
        var module = Files.createDirectories(folder.resolve("acme/.leaving-1/module"));
        Files.writeString(module.resolve("a"), "");
        Files.setPosixFilePermissions(module, PosixFilePermissions.fromString("r-xr-xr-x"));

        at(1).trim();

        assertThat(folder.resolve("acme/.leaving-1")).doesNotExist();
    }
}
