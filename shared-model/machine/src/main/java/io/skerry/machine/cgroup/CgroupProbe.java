package io.skerry.machine.cgroup;

import io.skerry.machine.cgroup.Hierarchies.Hierarchy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the place below which groups can be made, by making one and sending a process there. */
final class CgroupProbe {

    /** Which controllers a group gives to those in it; there under v2 only. */
    static final String GIVEN = "cgroup.subtree_control";

    private static final int PATIENCE_SECONDS = 5;
    private static final CgroupLimits HARMLESS = new CgroupLimits(64L << 20, 100, 1000, 100);

    private final String name;
    private final Hierarchies hierarchies;
    private final List<String> problems = new ArrayList<>();

    CgroupProbe(String name, Hierarchies hierarchies) {
        this.name = name;
        this.hierarchies = hierarchies;
    }

    Cgroups find() {
        var legacy = new EnumMap<Controller, Path>(Controller.class);
        for (var controller : Controller.values()) {
            hierarchies
                    .legacy(controller)
                    .map(hierarchy -> hierarchy.own().resolve(name))
                    .filter(this::works)
                    .ifPresent(base -> legacy.put(controller, base));
        }
        if (!legacy.isEmpty()) {
            return found("v1", legacy);
        }
        var unified = hierarchies.unified().map(this::unified).orElse(Map.of());
        return unified.isEmpty() ? Cgroups.none(why()) : found("v2", unified);
    }

    private static Cgroups found(String version, Map<Controller, Path> bases) {
        var names = bases.keySet().stream().map(Controller::kernelName).collect(Collectors.joining(", "));
        return Cgroups.over(bases, version + " (" + names + ")");
    }

    private String why() {
        return problems.isEmpty()
                ? "this machine mounts no control groups for memory, CPU or processes"
                : problems.getLast();
    }

    /** The nearest group upwards that gives controllers to its children; else our own, which has to be made to. */
    private Map<Controller, Path> unified(Hierarchy hierarchy) {
        for (var at = hierarchy.own(); at != null && at.startsWith(hierarchy.mount()); at = at.getParent()) {
            var given = controllers(at.resolve(GIVEN));
            if (given.contains(Controller.MEMORY)) {
                var bases = below(at, given);
                if (!bases.isEmpty()) {
                    return bases;
                }
            }
        }
        return delegated(hierarchy.own());
    }

    /** A group that was handed to this process alone, as by systemd's {@code Delegate=yes}: only leaves may hold processes. */
    private Map<Controller, Path> delegated(Path own) {
        var given = controllers(own.resolve("cgroup.controllers"));
        var self = Long.toString(ProcessHandle.current().pid());
        if (!given.contains(Controller.MEMORY) || !only(own, self)) {
            problems.add("the agent shares its control group with others or may not divide it; give it one of its own"
                    + " (systemd: Delegate=yes)");
            return Map.of();
        }
        var leaf = own.resolve(name + "-agent");
        try {
            Files.createDirectories(leaf);
            write(leaf.resolve("cgroup.procs"), self);
            enable(own, given);
            return below(own, given);
        } catch (IOException e) {
            problems.add("the agent's control group cannot be divided (" + e.getMessage() + ")");
            goBack(own, leaf, self);
            return Map.of();
        }
    }

    private static void goBack(Path own, Path leaf, String self) {
        try {
            write(own.resolve("cgroup.procs"), self);
            Files.deleteIfExists(leaf);
        } catch (IOException _) {
            // In the leaf it is limited as before.
        }
    }

    private static boolean only(Path group, String pid) {
        try {
            return Files.readString(group.resolve("cgroup.procs")).strip().equals(pid);
        } catch (IOException _) {
            return false;
        }
    }

    private Map<Controller, Path> below(Path parent, List<Controller> given) {
        var base = parent.resolve(name);
        try {
            Files.createDirectories(base);
            enable(base, given);
        } catch (IOException e) {
            problems.add("no control group can be made in " + parent + " (" + e.getMessage() + ")");
            return Map.of();
        }
        if (!works(base)) {
            return Map.of();
        }
        var bases = new EnumMap<Controller, Path>(Controller.class);
        given.forEach(controller -> bases.put(controller, base));
        return bases;
    }

    static void enable(Path group, List<Controller> given) throws IOException {
        var line =
                given.stream().map(controller -> "+" + controller.kernelName()).collect(Collectors.joining(" "));
        write(group.resolve(GIVEN), line);
    }

    private static List<Controller> controllers(Path file) {
        try {
            var words = Arrays.asList(Files.readString(file).strip().split("\\s+"));
            return Arrays.stream(Controller.values())
                    .filter(controller -> words.contains(controller.kernelName()))
                    .toList();
        } catch (IOException _) {
            return List.of();
        }
    }

    /** Makes a group there, sends a process into it, takes it away. */
    private boolean works(Path base) {
        var group = new Cgroup(
                List.of(base.resolve("probe-" + ProcessHandle.current().pid())));
        try {
            Files.createDirectories(group.folders().getFirst());
            group.limit(HARMLESS);
            var problem = join(group.joinFiles().getFirst());
            if (problem != null) {
                problems.add(problem);
            }
            return problem == null;
        } catch (IOException e) {
            problems.add("no control group can be made in " + base.getParent() + " (" + e.getMessage() + ")");
            return false;
        } finally {
            clear(group, base);
        }
    }

    private static @Nullable String join(Path procs) throws IOException {
        var process = new ProcessBuilder("/bin/sh", "-c", "echo 0 > \"$1\"", "sh", procs.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            var ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            return ended && process.exitValue() == 0 ? null : "no process can be sent into a group of its own";
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return "the probe was interrupted";
        } finally {
            process.destroyForcibly();
        }
    }

    private static void clear(Cgroup group, Path base) {
        try {
            group.remove();
            Files.deleteIfExists(base);
        } catch (IOException _) {
            // Others of ours are in it, from an earlier life.
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
    }
}
