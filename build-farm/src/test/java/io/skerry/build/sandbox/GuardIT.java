package io.skerry.build.sandbox;

import static io.skerry.build.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skerry.build.failure.BuildFailure;
import io.skerry.machine.cgroup.Cgroups;
import io.skerry.machine.cgroup.Controller;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Builds that want more than they may, with real processes. */
@Tag("F48")
class GuardIT {

    private static final long MEBIBYTE = 1 << 20;
    private static final BuildLimits SMALL = new BuildLimits(64 * MEBIBYTE, 20, 8 * MEBIBYTE, MEBIBYTE, null);
    private static final BuildLimits WIDE = BuildLimits.of(Map.of());

    /** To the limit and five seconds; what a busy machine adds is not the guard's. */
    private static final Duration SOON = Duration.ofSeconds(20);

    private static final String FORKS = "import os, time\ntry:\n  while True:\n    os.fork()\n    time.sleep(0.3)\n"
            + "except OSError:\n  time.sleep(1000)";

    private static final String HOG =
            "x = []\nimport time\nfor i in range(30):\n  x.append(b'x' * (10 << 20))\n  time.sleep(0.1)\nprint('done')";

    private final String build = UUID.randomUUID().toString();
    private final StopSign stop = new StopSign();

    @TempDir
    private Path folder;

    private Cgroups groups;
    private BuildOutput output;
    private Guard guard;
    private Sandbox sandbox;

    private void open(boolean grouped, BuildLimits limits) throws Exception {
        groups = grouped ? Cgroups.probe("skerry-test-" + build) : Cgroups.none("a test wants none");
        assumeTrue(groups.holds(Controller.MEMORY) == grouped, groups.description());
        var inside = Files.createDirectory(folder.resolve("build"));
        output = new BuildOutput(folder.resolve("out.log"));
        output.hide(new Masker(List.of()));
        var downloads = Files.createDirectory(folder.resolve("downloads"));
        Files.write(downloads.resolve("before"), new byte[(int) (9 * MEBIBYTE)]);
        guard = new Guard(build, inside, downloads, limits, groups, output, stop);
        var env = BuildHome.environment(build, inside, inside, List.of(Path.of("/usr/bin")), Map.of());
        sandbox = new Sandbox(build, env, output, stop, guard);
    }

    @AfterEach
    void clear() throws Exception {
        if (guard != null) {
            guard.close();
            ProcessTree.kill(build);
            output.close();
        }
    }

    private void run(String... command) throws Exception {
        sandbox.run(new Sandbox.Step("Running a program", List.of(command), folder.resolve("build"), Map.of()));
    }

    /** The cause with which it is stopped, soon. */
    private Cause stopped(String... command) {
        var cause = new AtomicReference<Cause>();
        var began = System.nanoTime();
        assertThatThrownBy(() -> run(command))
                .isInstanceOfSatisfying(BuildFailure.class, failure -> cause.set(failure.why()));
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(SOON);
        assertThat(ProcessTree.members(ProcessTable.read(ProcessTree.MARKER + "=" + build), Set.of()))
                .isEmpty();
        return cause.get();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stopsWhatUsesTooMuchMemory(boolean grouped) throws Exception {
        open(grouped, SMALL);

        var cause = stopped("python3", "-c", HOG);

        assertThat(cause.code()).isEqualTo(ErrorCode.OOM);
        assertThat(cause.message()).startsWith("OOM: the build used ").contains("its limit is 64.0 MiB");
        assertThat(cause.advice()).contains("SKERRY_BUILD_MEMORY");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stopsWhatForksWithoutEnd(boolean grouped) throws Exception {
        open(grouped, SMALL);

        var cause = stopped("python3", "-c", FORKS);

        assertThat(cause.code()).isEqualTo(ErrorCode.PROCESS_LIMIT);
        assertThat(cause.message()).contains("its limit of 20");
        assertThat(cause.advice()).contains("SKERRY_BUILD_PROCESSES");
    }

    @Test
    void stopsABombThatForksAsFastAsItCan() throws Exception {
        open(true, SMALL);

        var cause =
                stopped("python3", "-c", "import os\nwhile True:\n  try:\n    os.fork()\n  except OSError:\n    pass");

        assertThat(cause.code()).isEqualTo(ErrorCode.PROCESS_LIMIT);
    }

    @Test
    void stopsWhatWritesWithoutEnd() throws Exception {
        open(false, SMALL);

        var cause = stopped("/bin/sh", "-c", "while :; do head -c 1000000 /dev/zero >> junk; sleep 0.05; done");

        assertThat(cause.code()).isEqualTo(ErrorCode.DISK_LIMIT);
        assertThat(cause.message()).contains("its limit is 8.0 MiB").contains("junk with ");
        assertThat(cause.advice()).contains("SKERRY_BUILD_DISK");
    }

    @Test
    void stopsWhatDownloadsWithoutEnd() throws Exception {
        open(false, SMALL);

        var cause = stopped(
                "/bin/sh", "-c", "while :; do head -c 1000000 /dev/zero >> ../downloads/module; sleep 0.05; done");

        assertThat(cause.code()).isEqualTo(ErrorCode.DISK_LIMIT);
        assertThat(cause.message()).startsWith("the build's tools downloaded ").contains("its limit is 8.0 MiB");
    }

    @Test
    void stopsWhatSaysTooMuch() throws Exception {
        open(false, SMALL);

        var cause = stopped("/bin/sh", "-c", "exec yes a line that floods the output");

        assertThat(cause.code()).isEqualTo(ErrorCode.DISK_LIMIT);
        assertThat(cause.message()).isEqualTo("the build said more than its limit of 1.0 MiB");
        assertThat(cause.advice()).contains("SKERRY_BUILD_OUTPUT");
        assertThat(Files.size(folder.resolve("out.log"))).isLessThan(BuildOutput.MOST_BYTES);
    }

    /** The same programs, as far as they end by themselves, run through where nothing forbids it. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesAloneWhatStaysBelow(boolean grouped) throws Exception {
        open(grouped, WIDE);

        run("python3", "-c", HOG);
        run(
                "/bin/sh",
                "-c",
                "for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24; do sleep 0.7 & done; wait");
        run("/bin/sh", "-c", "head -c 9000000 /dev/zero > junk; yes | head -c 2000000");

        assertThat(stop.raised()).isEmpty();
        assertThat(Files.readString(folder.resolve("out.log"))).contains("done");
    }

    @Test
    void leavesNoGroupAndEndsWhatADeadBuilderLeftInOne() throws Exception {
        open(true, WIDE);
        var left = new ProcessBuilder(Stream.concat(guard.entering().stream(), Stream.of("sleep", "1000"))
                        .toList())
                .start();
        eventually(
                "it is in the group",
                () -> groups.named("build-" + build).processes().contains(left.pid()));

        Guard.discard(groups, build);

        assertThat(left.waitFor()).isEqualTo(137);
        assertThat(groups.named("build-" + build).folders()).allMatch(Files::notExists);
    }
}
