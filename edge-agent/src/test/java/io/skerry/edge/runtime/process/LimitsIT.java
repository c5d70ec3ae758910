package io.skerry.edge.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.skerry.edge.runtime.Exit;
import io.skerry.edge.runtime.Launch;
import io.skerry.edge.runtime.Limits;
import io.skerry.edge.runtime.Overuse;
import io.skerry.edge.runtime.Overuse.Resource;
import io.skerry.edge.runtime.RuntimeEvents;
import io.skerry.edge.runtime.WorkloadRuntime;
import io.skerry.edge.runtime.process.limit.Confinement;
import io.skerry.machine.cgroup.Cgroups;
import io.skerry.machine.cgroup.Controller;
import io.skerry.model.application.RunSpec;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.testkit.patience.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real programs that want more than they may. */
@Tag("F44")
final class LimitsIT {

    private static final ComponentRef WEB = new ComponentRef(new TenantName("acme"), "shop", "web");
    private static final long MEBIBYTE = 1 << 20;
    private static final String HOG =
            "x = []\nimport time\nfor i in range(30):\n  x.append(b'x' * (10 << 20))\n  time.sleep(0.05)\ntime.sleep(1000)";

    @TempDir
    Path folder;

    private Confinement confinement;
    private WorkloadRuntime runtime;
    private RuntimeEvents events;
    private final Set<String> started = new HashSet<>();

    @BeforeEach
    void lettingInstancesIn() throws IOException {
        Folders.enterable(folder);
    }

    private void open(boolean groups) throws IOException {
        if (groups) {
            var found = Cgroups.probe("skerry-test-" + folder.getFileName());
            assumeTrue(found.holds(Controller.MEMORY), found.description());
            assumeTrue(found.holds(Controller.PROCESSES), found.description());
            confinement = new Confinement(found);
        } else {
            confinement = new Confinement(Cgroups.none("a test wants none"));
        }
        begin();
    }

    private void begin() throws IOException {
        started.clear();
        events = new RuntimeEvents();
        runtime = ProcessRuntime.open(folder, new FolderArtifacts(folder), _ -> {}, System.getenv("PATH"), confinement);
        events.adopt(runtime);
    }

    @AfterEach
    void leaveNothing() throws Exception {
        if (runtime != null) {
            for (var id : started) {
                runtime.stop(id, Duration.ZERO);
                events.awaitEnd(id);
            }
            runtime.remove("web-1");
            runtime.remove("web-2");
            runtime.close();
        }
    }

    private void start(String id, Limits limits, String... command) throws Exception {
        events.expect(id);
        started.add(id);
        runtime.start(launch(id, limits, command));
    }

    private Launch launch(String id, Limits limits, String... command) {
        var run = new RunSpec(null, List.of(command), null);
        return new Launch(
                id, WEB, null, run, Map.of(), Map.of("SKERRY_INSTANCE", id, "TEST", folder.toString()), limits, "");
    }

    private static Limits memory(long bytes) {
        return new Limits(bytes, null, null, null, null);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void endsWhatUsesMoreMemoryThanItMayAndSaysWho(boolean groups) throws Exception {
        open(groups);

        start("web-1", memory(64 * MEBIBYTE), "python3", "-c", HOG);
        var exit = events.awaitEnd("web-1");

        var overuse = overuse(exit);
        assertThat(exit.code()).isEqualTo(137);
        assertThat(overuse.of()).isEqualTo(Resource.MEMORY);
        assertThat(overuse.limit()).isEqualTo(64 * MEBIBYTE);
        assertThat(overuse.used()).isGreaterThan(60 * MEBIBYTE);
        assertThat(exit.reason()).startsWith("OOM: it used ").contains("its limit is 64.0 MiB");
        if (!groups || kernelLogCanBeRead()) {
            assertThat(overuse.largest()).contains("python3 (pid ");
        }
    }

    private static boolean kernelLogCanBeRead() throws Exception {
        return new ProcessBuilder("dmesg")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void leavesAloneWhatUsesLessOrHasNoLimit(boolean groups) throws Exception {
        open(groups);
        var modest = "x = b'x' * (30 << 20)\nopen('done', 'w').close()\nimport time; time.sleep(1000)";

        start("web-1", memory(256 * MEBIBYTE), "python3", "-c", modest);
        start("web-2", Limits.NONE, "python3", "-c", HOG.replace("time.sleep(1000)", "open('done', 'w').close()"));

        Eventually.await("both have what they want", () -> done("web-1") && done("web-2"));
        assertThat(events.awaitEnd("web-2").overuse()).isNull();
        assertThat(runtime.lastLines("web-1", 5)).isEmpty();
        assertThat(events.told("web-1")).containsExactly("started");
    }

    private boolean done(String id) {
        return Files.exists(home(id).resolve("done"));
    }

    private Path home(String id) {
        return folder.resolve("instances").resolve(id).resolve("home");
    }

    @Test
    void endsAnInstanceWhoseHelperRanOutOfMemory() throws Exception {
        open(true);

        start("web-1", memory(64 * MEBIBYTE), "/bin/sh", "-c", "python3 -c \"" + HOG + "\"; sleep 1000");

        assertThat(overuse(events.awaitEnd("web-1")).of()).isEqualTo(Resource.MEMORY);
    }

    @Test
    void holdsTheLimitWhileNoAgentIsThereAndTheNextOneKnows() throws Exception {
        open(true);
        start(
                "web-1",
                memory(64 * MEBIBYTE),
                "/bin/sh",
                "-c",
                "while [ ! -e go ]; do sleep 0.05; done; exec python3 -c \"" + HOG + "\"");
        runtime.close();

        Files.createFile(home("web-1").resolve("go"));
        Eventually.await("its end", () -> Files.exists(folder.resolve("instances/.runs/web-1.ended")));
        begin();

        var exit = events.adoptedEnd("web-1");
        assertThat(overuse(exit).of()).isEqualTo(Resource.MEMORY);
        assertThat(overuse(exit).limit()).isEqualTo(64 * MEBIBYTE);
    }

    @Test
    void refusesProcessesOverTheLimitAndRemarksIt() throws Exception {
        open(true);
        var bomb =
                "import os, time\ntry:\n  while True:\n    os.fork() or time.sleep(1000)\nexcept OSError:\n  open('refused', 'w').close()\n  time.sleep(1000)";

        start("web-1", new Limits(null, null, null, 20, null), "python3", "-c", bomb);

        Eventually.await("refusal", () -> Files.exists(home("web-1").resolve("refused")));
        Eventually.await(
                "remark", () -> runtime.remarks("web-1").stream().anyMatch(one -> one.contains("20 processes")));
        Eventually.await("word of it", () -> events.isRemarked("web-1"));
        assertThat(members("web-1")).isBetween(2L, 20L);
    }

    @Test
    void endsAForkBombThatNoGroupHolds() throws Exception {
        open(false);
        // Slow enough for the machine that tests it, without end all the same.
        var bomb = "import os, time\nwhile True:\n  os.fork()\n  time.sleep(0.3)";

        start("web-1", new Limits(null, null, null, 12, null), "python3", "-c", bomb);

        var exit = events.awaitEnd("web-1");
        assertThat(overuse(exit).of()).isEqualTo(Resource.PROCESSES);
        assertThat(overuse(exit).used()).isGreaterThan(12);
        assertThat(members("web-1")).isZero();
    }

    @Test
    void endsWhatFillsItsFolderAndStartsItFromAFreshCopy() throws Exception {
        open(false);
        var limits = new Limits(null, null, null, null, 5 * MEBIBYTE);
        var filler = "[ -e marker ] && echo again; touch marker; head -c 9000000 /dev/zero > junk; sleep 1000";

        start("web-1", limits, "/bin/sh", "-c", filler);

        var overuse = overuse(events.awaitEnd("web-1"));
        assertThat(overuse.of()).isEqualTo(Resource.DISK);
        assertThat(overuse.used()).isBetween(5 * MEBIBYTE, 9 * MEBIBYTE);
        assertThat(overuse.largest()).startsWith("junk with ");
        start("web-1", limits, "/bin/sh", "-c", "ls; echo listed; exec sleep 1000");
        Eventually.await("its word", () -> runtime.lastLines("web-1", 5).contains("listed"));
        assertThat(runtime.lastLines("web-1", 5)).contains("tmp").doesNotContain("junk", "marker");
    }

    @Test
    void endsWhatHoldsAFileThatHasNoNameAnyMoreAndLeavesAHoleAlone() throws Exception {
        open(false);
        var limits = new Limits(null, null, null, null, 5 * MEBIBYTE);
        var hole = "import os, time\nos.truncate(os.open('hole', os.O_CREAT | os.O_RDWR), 1 << 40)\ntime.sleep(1000)";
        var hidden =
                "import os, time\nf = open('hidden', 'wb')\nos.unlink('hidden')\nf.write(b'x' * 9000000)\nf.flush()\ntime.sleep(1000)";

        start("web-1", limits, "python3", "-c", hole);
        Eventually.await("the hole", () -> Files.exists(home("web-1").resolve("hole")));
        start("web-2", limits, "python3", "-c", hidden);

        var overuse = overuse(events.awaitEnd("web-2"));
        assertThat(overuse.of()).isEqualTo(Resource.DISK);
        assertThat(overuse.largest()).startsWith("hidden (deleted) with ");
        assertThat(events.told("web-1")).containsExactly("started");
    }

    @Test
    void blamesNoLimitForTheEndOfWhatAnAgentWasKilledBeforeItEnded() throws Exception {
        open(false);
        start("web-1", Limits.NONE, "/bin/sh", "-c", "while [ ! -e go ]; do sleep 0.05; done; exit 3");
        Layout.in(folder).keepOveruse("web-1", new Overuse(Resource.DISK, 2, 1, null));
        runtime.close();
        begin();
        events.expect("web-1");

        Files.createFile(home("web-1").resolve("go"));

        var exit = events.awaitEnd("web-1");
        assertThat(exit.code()).isEqualTo(3);
        assertThat(exit.overuse()).isNull();
    }

    @Test
    void getsNoMoreCpuThanItMay() throws Exception {
        open(true);
        assumeTrue(confinement.description().contains("cpu"), confinement.description());
        var spin = new String[] {"/bin/sh", "-c", "while :; do :; done"};
        var began = System.nanoTime();

        start("web-1", new Limits(null, null, 50, null, null), spin);
        start("web-2", Limits.NONE, spin);

        // Shares of the time that passed: what a busy machine takes away, it takes from the limited one too.
        Eventually.await("the unlimited one has much", () -> share("web-2", began) > 0.15);
        Eventually.await("the limited one has run a while", () -> ticks("web-1") >= 20);
        assertThat(share("web-1", began)).isLessThan(0.08);
    }

    private double share(String id, long began) {
        return ticks(id) * 1e7 / (System.nanoTime() - began);
    }

    @Test
    void saysThatLimitsAreOnlyWatched() throws Exception {
        open(false);

        start("web-1", new Limits(64 * MEBIBYTE, null, 500, null, null), "sleep", "1000");

        assertThat(runtime.remarks("web-1"))
                .hasSize(2)
                .anyMatch(one -> one.contains("watched here, not enforced") && one.contains("a test wants none"))
                .anyMatch(one -> one.startsWith("The CPU limit is not held here"));
    }

    private static Overuse overuse(Exit exit) {
        assertThat(exit.overuse()).as(exit.toString()).isNotNull();
        return exit.overuse();
    }

    private long members(String id) throws IOException {
        return marked(id).size();
    }

    private long ticks(String id) {
        return marked(id).stream()
                .mapToLong(pid -> {
                    try {
                        var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
                        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                        return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
                    } catch (IOException e) {
                        return 0;
                    }
                })
                .sum();
    }

    private List<Long> marked(String id) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> {
                    try {
                        var environment = Files.readString(Path.of("/proc/" + pid + "/environ"));
                        return environment.contains("SKERRY_INSTANCE=" + id + "\0")
                                && environment.contains("TEST=" + folder + "\0");
                    } catch (IOException e) {
                        return false;
                    }
                })
                .toList();
    }
}
