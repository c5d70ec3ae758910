package io.skerry.machine.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The control groups that this process may make, below its own or a neighbour of it: what limits this process limits them too. Found out by
 * making one.
 */
public final class Cgroups {

    private final Map<Controller, Path> bases;
    private final String description;

    private Cgroups(Map<Controller, Path> bases, String description) {
        this.bases = Map.copyOf(bases);
        this.description = description;
    }

    /** None at all, because somebody does not want them. */
    public static Cgroups none(String why) {
        return new Cgroups(Map.of(), "none: " + why);
    }

    /**
     * Tries what this machine allows.
     *
     * @param name of the group that holds all others; a file name
     */
    public static Cgroups probe(String name) {
        return probe(name, Path.of("/proc/self"));
    }

    static Cgroups probe(String name, Path self) {
        try {
            return new CgroupProbe(name, Hierarchies.read(self)).find();
        } catch (IOException e) {
            return none("control groups cannot be read (" + e.getMessage() + ")");
        }
    }

    /** Those whose bases are known to work. */
    static Cgroups over(Map<Controller, Path> bases, String description) {
        return new Cgroups(bases, description);
    }

    /** What they can limit. */
    public Set<Controller> controllers() {
        return bases.isEmpty() ? Set.of() : EnumSet.copyOf(bases.keySet());
    }

    /** Whether that can be limited. */
    public boolean holds(Controller controller) {
        return bases.containsKey(controller);
    }

    /** For logs and people: {@code v1 (memory, cpu, pids)}, or {@code none: } and why. */
    public String description() {
        return description;
    }

    /**
     * Makes a group with these limits; no folders if there can be none.
     *
     * @param name a file name, not used before
     */
    public synchronized Cgroup make(String name, CgroupLimits limits) throws IOException {
        var group = named(name);
        try {
            for (var base : new LinkedHashSet<>(bases.values())) {
                Files.createDirectories(base);
                handDown(base);
            }
            for (var folder : group.folders()) {
                Files.createDirectories(folder);
            }
            group.limit(limits);
            return group;
        } catch (IOException e) {
            group.remove();
            throw e;
        }
    }

    /** Under v2 a group limits with what the one above gives it, and that one may have been taken away since. */
    private void handDown(Path base) throws IOException {
        var given = base.resolve(CgroupProbe.GIVEN);
        if (Files.exists(given)) {
            var held = Arrays.stream(Controller.values())
                    .filter(controller -> base.equals(bases.get(controller)))
                    .toList();
            CgroupProbe.enable(base, held);
        }
    }

    /** The group of that name, whether it is there or not. */
    public Cgroup named(String name) {
        var folders = new LinkedHashSet<Path>();
        bases.values().forEach(base -> folders.add(base.resolve(name)));
        return new Cgroup(List.copyOf(folders));
    }

    /** Takes an empty group away, and with the last one what held them; false if something is in it still. */
    public synchronized boolean remove(Cgroup group) throws IOException {
        if (!group.remove()) {
            return false;
        }
        // Refused while there are others.
        new Cgroup(List.copyOf(new LinkedHashSet<>(bases.values()))).remove();
        return true;
    }
}
