package io.skerry.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What is acknowledged was synced. The writer runs with power-cut.c preloaded, which keeps a copy of the store's files that holds synced
 * bytes only; after the kill the copy is opened.
 */
class PowerCutIT {

    private static final String PREFIX = "n/";
    private static final int ACKNOWLEDGED = 1200;

    @TempDir
    private static Path tools;

    @TempDir
    private Path folder;

    private static WriterProgram program;

    @BeforeAll
    static void compileTheShim() throws Exception {
        program = WriterProgram.prepare(tools);
        var compiler = Path.of("/usr/bin/gcc");
        assumeTrue(Files.isExecutable(compiler), "there is no gcc on this machine to compile power-cut.c with");
        var source = tools.resolve("power-cut.c");
        try (var in = Objects.requireNonNull(PowerCutIT.class.getResourceAsStream("power-cut.c"))) {
            Files.copy(in, source);
        }
        var gcc = new ProcessBuilder(
                        compiler.toString(),
                        "-shared",
                        "-fPIC",
                        "-O1",
                        "-Wall",
                        "-Werror",
                        "-o",
                        shim().toString(),
                        source.toString(),
                        "-ldl",
                        "-lpthread")
                .inheritIO()
                .start();
        assertThat(gcc.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(gcc.exitValue()).isZero();
    }

    @RepeatedTest(5)
    void keepsEverythingAcknowledgedWhenUnsyncedBytesAreLost() throws Exception {
        assertThat(lost("FULL")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"NORMAL", "OFF"})
    void wouldLoseAcknowledgedWritesIfItSyncedLess(String synchronous) throws Exception {
        assertThat(lost(synchronous)).isNotEmpty();
    }

    /** Which acknowledged writes are gone from what was synced. */
    private Set<Integer> lost(String synchronous) throws IOException, InterruptedException {
        var store = Files.createDirectory(folder.resolve("store")).toRealPath();
        var synced = Files.createDirectory(folder.resolve("synced")).toRealPath();
        var environment = Map.of(
                "LD_PRELOAD", shim().toString(), "POWER_CUT_FROM", store.toString(), "POWER_CUT_TO", synced.toString());
        Set<Integer> acknowledged;
        try (var writer =
                DoomedWriter.start(program.arguments(store, folder.resolve("scratch"), synchronous), environment)) {
            writer.begin(PREFIX);
            acknowledged = writer.killAfter(ACKNOWLEDGED);
        }
        var lost = new TreeSet<>(acknowledged);
        try (var kept = EmbeddedStore.open(synced)) {
            kept.list(PREFIX).entries().stream()
                    .map(e -> Integer.valueOf(e.key().substring(PREFIX.length())))
                    .forEach(lost::remove);
        }
        return lost;
    }

    private static Path shim() {
        return tools.resolve("power-cut.so");
    }
}
