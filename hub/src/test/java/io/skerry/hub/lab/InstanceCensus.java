package io.skerry.hub.lab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts the instances that really run in a data center: by the machine's processes, whatever agent and hub believe. */
public final class InstanceCensus {

    private static final Path PROC = Path.of("/proc");

    private final Path instances;

    /** Of the data center with that folder. */
    public InstanceCensus(Path dataCenterFolder) {
        this.instances = dataCenterFolder.resolve("instances").toAbsolutePath();
    }

    /** A process of an instance; {@code release} is the one it was started for, empty for the wrapper around it. */
    private record Found(long pid, String instance, boolean wrapper, String release) {}

    /** The instances of which more than one copy runs. */
    public List<String> doubled() {
        return count(wrappers(all())).entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                .map(entry -> entry.getKey() + " runs " + entry.getValue() + " times")
                .toList();
    }

    /**
     * What differs from the copies that are wanted, a sentence each.
     *
     * @param wanted component → copies
     * @param release that all of them are of
     */
    public List<String> differences(Map<String, Integer> wanted, long release) {
        var found = all();
        var wrapped = wrappers(found).stream().map(Found::instance).collect(Collectors.toSet());
        var differences = new ArrayList<>(doubled());
        found.stream()
                .filter(process -> !wrapped.contains(process.instance()))
                .forEach(process ->
                        differences.add("process " + process.pid() + " of " + process.instance() + " is an orphan"));
        found.stream()
                .filter(process -> !process.wrapper() && !process.release().equals(String.valueOf(release)))
                .forEach(process -> differences.add(process.instance() + " is of release " + process.release()));
        var copies = new TreeMap<String, Integer>();
        wrapped.forEach(instance -> copies.merge(component(instance), 1, Integer::sum));
        if (!copies.equals(new TreeMap<>(wanted))) {
            differences.add("there are " + copies + ", wanted are " + wanted);
        }
        return differences;
    }

    /** The wrapper processes, each of which is a session of its own. */
    public List<Long> wrappers() {
        return wrappers(all()).stream().map(Found::pid).toList();
    }

    /** Every process of an instance of this data center. */
    public List<Long> processes() {
        return all().stream().map(Found::pid).toList();
    }

    private static List<Found> wrappers(List<Found> found) {
        return found.stream().filter(Found::wrapper).toList();
    }

    private static Map<String, Integer> count(List<Found> found) {
        var counts = new TreeMap<String, Integer>();
        found.forEach(process -> counts.merge(process.instance(), 1, Integer::sum));
        return counts;
    }

    private static String component(String instance) {
        return instance.substring(0, instance.lastIndexOf('-'));
    }

    private List<Found> all() {
        var all = new ArrayList<Found>();
        try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var entry : entries) {
                look(entry, all);
            }
        } catch (IOException e) {
            throw new IllegalStateException("the machine's processes cannot be listed", e);
        }
        return all;
    }

    private void look(Path process, List<Found> all) {
        var pid = Long.parseLong(process.getFileName().toString());
        var arguments = zeroSeparated(process.resolve("cmdline"));
        // Before it becomes the instance's user, the wrapper's child has the wrapper's own arguments; it is no second
        // wrapper.
        if (arguments.size() > 2
                && arguments.get(1).equals(instances.resolve(".wrapper.sh").toString())) {
            if (isSessionLeader(process, pid)) {
                all.add(new Found(pid, arguments.get(2), true, ""));
            }
            return;
        }
        var environment = zeroSeparated(process.resolve("environ")).stream()
                .filter(entry -> entry.startsWith("SKERRY_"))
                .map(entry -> entry.split("=", 2))
                .collect(Collectors.toMap(entry -> entry[0], entry -> entry[1], (first, _) -> first));
        var instance = environment.get("SKERRY_INSTANCE");
        if (instance != null && isHere(process)) {
            all.add(new Found(pid, instance, false, environment.getOrDefault("SKERRY_RELEASE", "")));
        }
    }

    private boolean isHere(Path process) {
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).startsWith(instances);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isSessionLeader(Path process, long pid) {
        try {
            var stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return !fields[0].equals("Z") && fields[3].equals(String.valueOf(pid));
        } catch (IOException e) {
            return false;
        }
    }

    /** Empty for a process that has just ended, and for one without arguments. */
    private static List<String> zeroSeparated(Path file) {
        try {
            return List.of(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).split("\0", -1));
        } catch (IOException e) {
            return List.of();
        }
    }
}
