package io.skerry.machine.cgroup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine's files as a test lays them out: what the kernel would do by itself when a folder is made was done before. */
final class CgroupsTests {

    private static final String SELF = Long.toString(ProcessHandle.current().pid());

    @TempDir
    Path machine;

    private Path self;

    @BeforeEach
    void layOut() throws IOException {
        self = Files.createDirectories(machine.resolve("self"));
    }

    private void mounts(String... lines) throws IOException {
        Files.write(self.resolve("mountinfo"), List.of(lines));
    }

    private String unifiedMount() {
        return "30 20 0:26 / " + machine.resolve("unified") + " rw,nosuid - cgroup2 cgroup2 rw";
    }

    private Path group(String path, String... files) throws IOException {
        var folder = Files.createDirectories(machine.resolve(path));
        for (var i = 0; i < files.length; i += 2) {
            Files.writeString(folder.resolve(files[i]), files[i + 1]);
        }
        return folder;
    }

    private Path unified(String path, String enabled) throws IOException {
        return group(
                "unified/" + path,
                "cgroup.procs",
                "",
                "cgroup.subtree_control",
                enabled,
                "cgroup.controllers",
                "cpu memory pids",
                "memory.max",
                "max",
                "memory.swap.max",
                "max",
                "memory.oom.group",
                "0",
                "pids.max",
                "max",
                "cpu.max",
                "max 100000",
                "cpu.weight",
                "100");
    }

    @Test
    void findsTheNearestUnifiedGroupThatGivesItsChildrenControllers() throws IOException {
        mounts(unifiedMount());
        Files.writeString(self.resolve("cgroup"), "0::/system.slice/skerry.service\n");
        unified("system.slice", "cpu memory pids");
        unified("system.slice/skerry.service", "");
        unified("system.slice/skerry-east", "");
        unified("system.slice/skerry-east/probe-" + SELF, "");
        var instance = unified("system.slice/skerry-east/web-1.1", "");

        var groups = Cgroups.probe("skerry-east", self);
        // The kernel lets an empty group be taken away whatever it was told, and a new one gives nothing.
        unified("system.slice/skerry-east", "");
        var group = groups.make("web-1.1", new CgroupLimits(64L << 20, 250, 1500, 100));

        assertThat(groups.description()).isEqualTo("v2 (memory, cpu, pids)");
        assertThat(group.folders()).containsExactly(instance);
        assertThat(instance.resolve("memory.max")).hasContent("67108864");
        assertThat(instance.resolve("memory.swap.max")).hasContent("0");
        assertThat(instance.resolve("memory.oom.group")).hasContent("1");
        assertThat(instance.resolve("pids.max")).hasContent("100");
        assertThat(instance.resolve("cpu.max")).hasContent("150000 100000");
        assertThat(instance.resolve("cpu.weight")).hasContent("10");
        assertThat(machine.resolve("unified/system.slice/skerry-east/cgroup.subtree_control"))
                .hasContent("+memory +cpu +pids");
    }

    @Test
    void dividesAGroupThatWasHandedToThisProcessAlone() throws IOException {
        mounts(unifiedMount());
        Files.writeString(self.resolve("cgroup"), "0::/user.slice/agent.service\n");
        unified("user.slice", "");
        var own = unified("user.slice/agent.service", "");
        Files.writeString(own.resolve("cgroup.procs"), SELF + "\n");
        var leaf = unified("user.slice/agent.service/skerry-east-agent", "");
        unified("user.slice/agent.service/skerry-east", "");
        unified("user.slice/agent.service/skerry-east/probe-" + SELF, "");

        var groups = Cgroups.probe("skerry-east", self);

        assertThat(groups.holds(Controller.MEMORY)).isTrue();
        assertThat(leaf.resolve("cgroup.procs")).hasContent(SELF);
        assertThat(own.resolve("cgroup.subtree_control")).hasContent("+memory +cpu +pids");
    }

    @Test
    void leavesAGroupAloneThatOthersAreIn() throws IOException {
        mounts(unifiedMount());
        Files.writeString(self.resolve("cgroup"), "0::/session.scope\n");
        var own = unified("session.scope", "");
        Files.writeString(own.resolve("cgroup.procs"), "1\n" + SELF + "\n");

        var groups = Cgroups.probe("skerry-east", self);

        assertThat(groups.controllers()).isEmpty();
        assertThat(groups.description()).startsWith("none: the agent shares its control group");
        assertThat(own.resolve("cgroup.subtree_control")).hasContent("");
    }

    @Test
    void readsALegacyHierarchyFromWhereAContainerSeesIt() throws IOException {
        mounts("31 20 0:27 /docker/abc " + machine.resolve("memory") + " rw - cgroup cgroup rw,memory");
        Files.writeString(self.resolve("cgroup"), "4:memory:/docker/abc/agent\n0::/\n");
        var base = "memory/agent/skerry-east/";
        group("memory/agent/skerry-east");
        group(base + "probe-" + SELF, "cgroup.procs", "", "memory.limit_in_bytes", "max");
        var instance = group(base + "web-1.1", "memory.limit_in_bytes", "max", "memory.memsw.limit_in_bytes", "max");

        var groups = Cgroups.probe("skerry-east", self);
        groups.make("web-1.1", new CgroupLimits(64L << 20, null, null, 10));

        assertThat(groups.description()).isEqualTo("v1 (memory)");
        assertThat(instance.resolve("memory.limit_in_bytes")).hasContent("67108864");
        assertThat(instance.resolve("memory.memsw.limit_in_bytes")).hasContent("67108864");
    }

    @Test
    void saysWhyThereAreNone() throws IOException {
        mounts("20 1 254:0 / / rw - ext4 /dev/vda rw");
        Files.writeString(self.resolve("cgroup"), "0::/\n");

        var groups = Cgroups.probe("skerry-east", self);

        assertThat(groups.description())
                .isEqualTo("none: this machine mounts no control groups for memory, CPU or processes");
        assertThat(groups.make("web-1.1", new CgroupLimits(1L, 1, 1, 1)).folders())
                .isEmpty();
    }

    @Test
    void readsWhatBecameOfAGroupInEitherVersion() throws IOException {
        var legacy = new Cgroup(List.of(
                group(
                        "a",
                        "memory.oom_control",
                        "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n",
                        "memory.max_usage_in_bytes",
                        "4096\n"),
                group("b", "pids.events", "max 7\n")));
        var unified =
                new Cgroup(List.of(group("c", "memory.events", "low 0\noom 1\noom_kill 3\n", "memory.peak", "8192\n")));

        assertThat(legacy.oomKills()).isEqualTo(2);
        assertThat(legacy.mostMemory()).hasValue(4096);
        assertThat(legacy.refusedProcesses()).isEqualTo(7);
        assertThat(unified.oomKills()).isEqualTo(3);
        assertThat(unified.mostMemory()).hasValue(8192);
        assertThat(unified.refusedProcesses()).isZero();
    }

    @Test
    void findsInTheKernelsLogWhoWasKilled() {
        var log = List.of(
                "[1.0] oom-kill:constraint=CONSTRAINT_MEMCG,nodemask=(null),cpuset=/,mems_allowed=0,oom_memcg=/x/skerry-east/web-1.1,task_memcg=/x/skerry-east/web-1.1,task=python3,pid=12,uid=0",
                "[1.0] Memory cgroup out of memory: Killed process 12 (python3) total-vm:227464kB, anon-rss:61440kB, file-rss:100kB",
                "[2.0] oom-kill:constraint=CONSTRAINT_MEMCG,oom_memcg=/x/skerry-east/web-1.10,task_memcg=/x,task=node,pid=13,uid=0",
                "[2.0] Memory cgroup out of memory: Killed process 13 (node) total-vm:1kB, anon-rss:2kB");

        assertThat(OomRecord.find("web-1.1", log)).contains(new OomRecord("python3", 12, 60L << 20));
        assertThat(OomRecord.find("web-2.1", log)).isEmpty();
    }
}
