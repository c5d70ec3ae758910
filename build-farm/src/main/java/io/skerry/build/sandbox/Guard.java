package io.skerry.build.sandbox;

import io.skerry.machine.cgroup.Cgroup;
import io.skerry.machine.cgroup.CgroupLimits;
import io.skerry.machine.cgroup.Cgroups;
import io.skerry.machine.cgroup.Controller;
import io.skerry.machine.cgroup.OomRecord;
import io.skerry.machine.disk.FolderSize;
import io.skerry.machine.process.ProcessUse;
import io.skerry.model.error.Cause;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops one build that uses more than it may. Memory and processes are held by a control group where the builder may make one, else they
 * are looked at twice a second; its folder and the disk's free room are looked at too.
 */
public final class Guard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);
    private static final Duration EVERY = Duration.ofMillis(500);

    /** Walking through the folder takes at most one part in so many of the time, but it is never put off for longer than this. */
    private static final int REST = 10;

    private static final Duration LONGEST_REST = Duration.ofSeconds(4);

    /** What was downloaded over years takes long to walk through. */
    private static final Duration LONGEST_REST_OF_DOWNLOADS = Duration.ofSeconds(30);

    /** With less room than that left on its disk, the builder's neighbours are in danger. */
    private static final long LEAST_FREE = 512L << 20;

    private final String build;
    private final Path folder;
    private final Path downloads;
    private final BuildLimits limits;
    private final StopSign stop;
    private final Cgroups groups;
    private final Cgroup group;
    private final List<Thread> watchers;
    private final StopSign.Registration killing;

    /**
     * Guards from now on.
     *
     * @param folder the build's
     * @param downloads where its tools keep what they download; nothing is taken away there while it runs
     */
    public Guard(
            String build,
            Path folder,
            Path downloads,
            BuildLimits limits,
            Cgroups groups,
            BuildOutput output,
            StopSign stop)
            throws IOException {
        this.build = build;
        this.folder = folder;
        this.downloads = downloads;
        this.limits = limits;
        this.stop = stop;
        this.groups = groups;
        discard(groups, build);
        this.group = groups.make(name(build), new CgroupLimits(limits.memory(), null, null, limits.processes()));
        this.killing = stop.onRaise(() -> killGroup(group));
        output.limit(limits.output(), () -> stop.raise(OverLimit.output(limits.output())));
        this.watchers = List.of(
                Thread.ofVirtual().name("build-guard").start(() -> watch(this::look, 0, EVERY)),
                Thread.ofPlatform()
                        .daemon()
                        .name("build-guard-disk")
                        .start(() -> watch(this::lookAtDisk, REST, LONGEST_REST)),
                Thread.ofPlatform().daemon().name("build-guard-downloads").start(this::watchDownloads));
    }

    /** Ends and takes away what a builder that died left of a build's group. */
    public static void discard(Cgroups groups, String build) {
        var left = groups.named(name(build));
        killGroup(left);
        remove(groups, left);
    }

    private static String name(String build) {
        return "build-" + build;
    }

    /** What a command is begun with, to be held. */
    List<String> entering() {
        return group.entering();
    }

    /** Looks now; the stop sign is raised if the build is over a limit. */
    void look() {
        if (group.oomKills() > 0) {
            var largest = OomRecord.of(group)
                    .map(killed ->
                            who(killed.process(), killed.pid()) + " with " + OverLimit.mebibytes(killed.bytes()));
            stop.raise(
                    OverLimit.memory(group.mostMemory().orElse(limits.memory()), limits.memory(), largest.orElse("")));
        }
        if (group.refusedProcesses() > 0) {
            stop.raise(OverLimit.processes("", limits.processes()));
        }
        if (!group.holds(Controller.MEMORY) || !group.holds(Controller.PROCESSES)) {
            lookAtProcesses();
        }
    }

    private void lookAtProcesses() {
        var table = ProcessTable.read(ProcessTree.MARKER + "=" + build);
        var pids = ProcessTree.members(table, Set.of()).stream()
                .map(row -> (long) row.pid())
                .toList();
        var found = ProcessUse.of(pids);
        var used = memory(found) > limits.memory() ? ProcessUse.fairly(found) : found;
        var memory = memory(used);
        var threads = used.stream().mapToLong(ProcessUse::threads).sum();
        if (!group.holds(Controller.MEMORY) && memory > limits.memory()) {
            var largest = used.stream()
                    .max(Comparator.comparingLong(ProcessUse::memory))
                    .map(one -> who(one.name(), one.pid()) + " with " + OverLimit.mebibytes(one.memory()));
            stop.raise(OverLimit.memory(memory, limits.memory(), largest.orElse("")));
        }
        if (!group.holds(Controller.PROCESSES) && threads > limits.processes()) {
            stop.raise(OverLimit.processes(": it had " + threads, limits.processes()));
        }
    }

    private static long memory(List<ProcessUse> used) {
        return used.stream().mapToLong(ProcessUse::memory).sum();
    }

    private void lookAtDisk() {
        var free = folder.toFile().getUsableSpace();
        if (free < LEAST_FREE && Files.exists(folder)) {
            stop.raise(OverLimit.full(free, LEAST_FREE));
            return;
        }
        var size = FolderSize.of(folder);
        if (size.bytes() > limits.disk()) {
            var largest = size.largest() == null
                    ? ""
                    : folder.relativize(size.largest()) + " with " + OverLimit.mebibytes(size.largestBytes());
            Cause cause = OverLimit.disk(size.bytes(), limits.disk(), largest);
            stop.raise(cause);
        }
    }

    private static String who(String name, long pid) {
        return name + " (pid " + pid + ")";
    }

    /** What is there at first was there before: the walk through it takes no longer than a tool takes to begin. */
    private void watchDownloads() {
        var before = FolderSize.of(downloads).bytes();
        watch(
                () -> {
                    var more = FolderSize.of(downloads).bytes() - before;
                    if (more > limits.disk()) {
                        stop.raise(OverLimit.downloads(more, limits.disk()));
                    }
                },
                REST,
                LONGEST_REST_OF_DOWNLOADS);
    }

    private void watch(Runnable look, int rest, Duration longestRest) {
        try {
            while (stop.raised().isEmpty()) {
                var began = System.nanoTime();
                look.run();
                var pause = Duration.ofNanos(System.nanoTime() - began).multipliedBy(rest);
                pause = pause.compareTo(longestRest) > 0 ? longestRest : pause;
                Thread.sleep(pause.compareTo(EVERY) > 0 ? pause : EVERY);
            }
        } catch (InterruptedException _) {
            // The build is over.
        }
    }

    /** Nothing of the build is left when this returns. */
    @Override
    public void close() {
        killing.close();
        watchers.forEach(Thread::interrupt);
        killGroup(group);
        remove(groups, group);
    }

    /** Also on a thread that is interrupted, as that of a stopped build is: it stays so. */
    private static void killGroup(Cgroup group) {
        var interrupted = Thread.interrupted();
        try {
            group.kill();
        } catch (InterruptedException _) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void remove(Cgroups groups, Cgroup group) {
        try {
            if (!groups.remove(group)) {
                LOG.atWarn().addKeyValue("groups", group.folders()).log("a build's control group is in use still");
            }
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("groups", group.folders())
                    .setCause(e)
                    .log("a build's control group was not removed");
        }
    }
}
