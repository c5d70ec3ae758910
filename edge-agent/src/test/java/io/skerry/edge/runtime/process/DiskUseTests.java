package io.skerry.edge.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.edge.runtime.Launch;
import io.skerry.edge.runtime.Limits;
import io.skerry.machine.cgroup.Cgroup;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DiskUseTests {

    private static final ComponentRef WEB = new ComponentRef(new TenantName("acme"), "shop", "web");
    private static final long MEBIBYTE = 1 << 20;

    @TempDir
    Path folder;

    private final DiskUse disk =
            new DiskUse(one -> folder.resolve(one.launch().instance()), one -> List.of(), Duration.ZERO);

    @Test
    void looksAtTheOthersWhileOneFolderTakesLong() throws IOException {
        var many = filled("web-1", 1_000, 0);
        var large = filled("web-2", 1, (int) (2 * MEBIBYTE));

        assertThat(disk.look(many, MEBIBYTE)).isEmpty();
        var over = disk.look(large, MEBIBYTE).orElseThrow();

        assertThat(over.used()).isGreaterThanOrEqualTo(2 * MEBIBYTE);
        assertThat(over.largest()).isEqualTo("file-0 with 2.0 MiB");
    }

    @Test
    void comesToTheEndOfALongOneInItsTurns() throws IOException {
        var many = filled("web-1", 1_000, 5_000);

        var turns = 1;
        while (disk.look(many, 7 * MEBIBYTE).isEmpty()) {
            assertThat(turns++).isLessThan(100);
        }

        assertThat(turns).isGreaterThan(5);
    }

    @Test
    void beginsAnewForAnotherRun() throws IOException {
        var first = filled("web-1", 1_000, 5_000);
        assertThat(disk.look(first, 7 * MEBIBYTE)).isEmpty();
        var second = held("web-1", 2);

        disk.keepOnly(List.of(second));

        assertThat(disk.look(second, 7 * MEBIBYTE)).isEmpty();
    }

    @Test
    void takesNoFileThatWasMovedMeanwhileForTwo() throws IOException {
        var home = folder.resolve("web-1");
        for (var name : List.of("a", "b", "c")) {
            Files.createDirectories(home.resolve(name));
        }
        var folders = asRead(home);
        var large = Files.write(folders.getFirst().resolve("large"), new byte[(int) (2 * MEBIBYTE)]);
        for (var i = 0; i < 500; i++) {
            Files.createFile(folders.get(1).resolve("file-" + i));
        }
        var one = held("web-1", 1);

        assertThat(disk.look(one, 3 * MEBIBYTE)).isEmpty();
        Files.move(large, folders.getLast().resolve("large"));

        for (var looks = 0; looks < 40; looks++) {
            assertThat(disk.look(one, 3 * MEBIBYTE)).isEmpty();
        }
    }

    private static List<Path> asRead(Path folder) throws IOException {
        try (var entries = Files.newDirectoryStream(folder)) {
            var all = new ArrayList<Path>();
            entries.forEach(all::add);
            return all;
        }
    }

    private Held filled(String instance, int files, int bytes) throws IOException {
        var home = Files.createDirectories(folder.resolve(instance));
        for (var i = 0; i < files; i++) {
            Files.write(home.resolve("file-" + i), new byte[bytes]);
        }
        return held(instance, 1);
    }

    private static Held held(String instance, int run) {
        return Held.making(
                new Launch(instance, WEB, null, null, Map.of(), Map.of(), Limits.NONE, ""), run, new Cgroup(List.of()));
    }
}
