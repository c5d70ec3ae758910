package io.skerry.edge.runtime.process.limit;

import io.skerry.edge.runtime.Launch;
import io.skerry.edge.runtime.LaunchRefused;
import io.skerry.edge.runtime.Limits;
import io.skerry.edge.runtime.Overuse;
import io.skerry.edge.runtime.Overuse.Resource;
import io.skerry.machine.cgroup.Cgroup;
import io.skerry.machine.cgroup.CgroupLimits;
import io.skerry.machine.cgroup.Cgroups;
import io.skerry.machine.cgroup.Controller;
import io.skerry.machine.cgroup.OomRecord;
import io.skerry.machine.process.ProcessUse;
import io.skerry.model.error.LogKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds each instance to its limits. What a control group holds, it holds also while no agent is there; the rest is watched, and what is
 * over its limit is told. The group itself knows which of both it is, whoever made it.
 */
public final class Confinement {

    private static final Logger LOG = LoggerFactory.getLogger(Confinement.class);
    private static final int KEY_LENGTH = 8;

    private final Cgroups groups;

    public Confinement(Cgroups groups) {
        this.groups = groups;
    }

    /** By the control groups of this machine, in a place of its own for each data center's folder. */
    public static Confinement probe(Path dataCenterFolder) {
        var folder = dataCenterFolder.toAbsolutePath().toString();
        var key =
                UUID.nameUUIDFromBytes(folder.getBytes(StandardCharsets.UTF_8)).toString();
        var groups = Cgroups.probe("skerry-" + key.substring(0, KEY_LENGTH));
        LOG.atInfo().addKeyValue("groups", groups.description()).log("control groups for instances");
        return new Confinement(groups);
    }

    /** How limits are held here, for people. */
    public String description() {
        return groups.description();
    }

    /** Makes the group of one run, empty as yet. */
    public Cgroup confine(Launch launch, int run) throws LaunchRefused {
        var limits = launch.limits();
        try {
            return groups.make(
                    launch.instance() + "." + run,
                    new CgroupLimits(limits.memory(), limits.cpuShare(), limits.cpuLimit(), limits.processes()));
        } catch (IOException e) {
            throw LaunchRefused.broken("The instance's limits cannot be set: " + e.getMessage() + ".");
        }
    }

    /** Takes the group of an ended run away. */
    public void release(Cgroup group) {
        try {
            if (!groups.remove(group)) {
                LOG.atInfo().addKeyValue("groups", group.folders()).log("a control group is in use still");
            }
        } catch (IOException e) {
            LOG.atWarn()
                    .addKeyValue("groups", group.folders())
                    .addKeyValue(LogKeys.ERROR, e)
                    .log("a control group was not removed");
        }
    }

    /**
     * What a running instance is over now.
     *
     * @param members looks at its processes; asked only if something has to be watched
     */
    public Optional<Overuse> overuse(Limits limits, Cgroup group, Supplier<List<ProcessUse>> members) {
        var watched = watches(Controller.MEMORY, limits.memory(), group)
                || watches(Controller.PROCESSES, limits.processes(), group);
        var killed = killedFor(limits, group);
        return killed.isPresent() || !watched ? killed : watch(limits, group, members.get());
    }

    /** What an ended instance was over, as far as its group remembers. */
    public Optional<Overuse> killedFor(Limits limits, Cgroup group) {
        if (limits.memory() == null || group.oomKills() == 0) {
            return Optional.empty();
        }
        var largest = OomRecord.of(group)
                .map(killed -> one(killed.process(), killed.pid()) + " with " + Overuse.mebibytes(killed.bytes()));
        return Optional.of(new Overuse(
                Resource.MEMORY, group.mostMemory().orElse(limits.memory()), limits.memory(), largest.orElse(null)));
    }

    private static Optional<Overuse> watch(Limits limits, Cgroup group, List<ProcessUse> members) {
        var memory = group.holds(Controller.MEMORY) ? null : limits.memory();
        var processes = group.holds(Controller.PROCESSES) ? null : limits.processes();
        return Optional.ofNullable(memory)
                .flatMap(limit -> memory(limit, members))
                .or(() -> Optional.ofNullable(processes).flatMap(limit -> processes(limit, members)));
    }

    private static Optional<Overuse> memory(long limit, List<ProcessUse> all) {
        var members = all.stream().mapToLong(ProcessUse::memory).sum() > limit ? ProcessUse.fairly(all) : all;
        var used = members.stream().mapToLong(ProcessUse::memory).sum();
        return used <= limit
                ? Optional.empty()
                : largest(members, ProcessUse::memory)
                        .map(one -> one(one.name(), one.pid()) + " with " + Overuse.mebibytes(one.memory()))
                        .map(largest -> new Overuse(Resource.MEMORY, used, limit, largest));
    }

    private static Optional<Overuse> processes(long limit, List<ProcessUse> members) {
        var count = members.stream().mapToLong(ProcessUse::threads).sum();
        return count <= limit
                ? Optional.empty()
                : largest(members, ProcessUse::threads)
                        .map(one -> one(one.name(), one.pid()) + " with " + one.threads())
                        .map(largest -> new Overuse(Resource.PROCESSES, count, limit, largest));
    }

    private static Optional<ProcessUse> largest(List<ProcessUse> members, ToLongFunction<ProcessUse> by) {
        return members.stream().max(Comparator.comparingLong(by));
    }

    private static String one(String name, long pid) {
        return name + " (pid " + pid + ")";
    }

    private static boolean watches(Controller controller, @Nullable Number limit, Cgroup group) {
        return limit != null && !group.holds(controller);
    }

    /** What a user should know about how an instance and its limits get along. */
    public List<String> remarks(Launch launch, Cgroup group) {
        var remarks = new ArrayList<String>();
        var limits = launch.limits();
        if (watches(Controller.MEMORY, limits.memory(), group)) {
            remarks.add(
                    "Limits of memory and processes are watched here, not enforced: what goes over one is ended within"
                            + " about a second. Control groups: " + groups.description() + ".");
        }
        if (watches(Controller.CPU, limits.cpuLimit(), group)) {
            remarks.add("The CPU limit is not held here. Control groups: " + groups.description() + ".");
        }
        if (limits.processes() != null && group.refusedProcesses() > 0) {
            remarks.add(launch.instance() + " has " + limits.processes()
                    + " processes and threads, its limit: more are refused. Raise resources.extended.processes, or find what"
                    + " starts them.");
        }
        return remarks;
    }
}
