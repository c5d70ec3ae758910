package io.skerry.machine.cgroup;

import io.skerry.machine.process.Signals;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One control group: a folder in the unified hierarchy (v2), or one in each of several (v1). Which files a folder has says what it is, so
 * that whoever knows the folders knows the group; it outlives the process that made it.
 */
public record Cgroup(List<Path> folders) {

    private static final String ENTER =
            "IFS='\n'; for file in $1; do echo 0 >\"$file\" || exit 125; done; unset IFS; shift; exec \"$@\"";
    private static final int PERIOD_MICROS = 100_000;
    private static final int MILLIS = 1000;
    private static final long LEAST_SHARE = 2;
    private static final long MOST_SHARE = 262_144;
    private static final Duration KILL_WITHIN = Duration.ofSeconds(20);

    public Cgroup {
        folders = List.copyOf(folders);
    }

    /** What a process writes {@code 0} into to be in the group, with all it starts from then on. */
    public List<Path> joinFiles() {
        return folders.stream().map(folder -> folder.resolve("cgroup.procs")).toList();
    }

    /** What a command is begun with so that it and all it starts is in the group before it does anything; nothing if there is none. */
    public List<String> entering() {
        if (folders.isEmpty()) {
            return List.of();
        }
        var files = joinFiles().stream().map(Path::toString).collect(Collectors.joining("\n"));
        return List.of("/bin/sh", "-c", ENTER, "sh", files);
    }

    /** Sets what is limited. */
    public void limit(CgroupLimits limits) throws IOException {
        if (limits.memory() != null) {
            var bytes = limits.memory().toString();
            write("memory.max", bytes);
            write("memory.limit_in_bytes", bytes);
            // A process that is sent to swap instead slows the whole machine down.
            write("memory.swap.max", "0");
            write("memory.memsw.limit_in_bytes", bytes);
            // Half an instance is no instance.
            write("memory.oom.group", "1");
        }
        if (limits.processes() != null) {
            write("pids.max", limits.processes().toString());
        }
        if (limits.cpuLimit() != null) {
            var quota = limits.cpuLimit() * (PERIOD_MICROS / MILLIS);
            write("cpu.max", quota + " " + PERIOD_MICROS);
            write("cpu.cfs_period_us", Integer.toString(PERIOD_MICROS));
            write("cpu.cfs_quota_us", Integer.toString(quota));
        }
        if (limits.cpuShare() != null) {
            var share = Math.clamp(limits.cpuShare() * 1024L / MILLIS, LEAST_SHARE, MOST_SHARE);
            write("cpu.shares", Long.toString(share));
            write("cpu.weight", Long.toString(1 + (share - LEAST_SHARE) * 9999 / (MOST_SHARE - LEAST_SHARE)));
        }
    }

    /** Whether it limits that. */
    public boolean holds(Controller controller) {
        var files = switch (controller) {
            case MEMORY -> List.of("memory.max", "memory.limit_in_bytes");
            case CPU -> List.of("cpu.max", "cpu.cfs_quota_us");
            case PROCESSES -> List.of("pids.max");
        };
        return folders.stream().anyMatch(folder -> files.stream().anyMatch(file -> Files.exists(folder.resolve(file))));
    }

    /** The most memory it ever used, in bytes. */
    public OptionalLong mostMemory() {
        return number("memory.peak", "memory.max_usage_in_bytes");
    }

    /** How many of its processes were killed because its memory was used up. */
    public long oomKills() {
        return entry("memory.events", "oom_kill")
                .or(() -> entry("memory.oom_control", "oom_kill"))
                .orElse(0L);
    }

    /** How often a process or thread was refused because there were too many. */
    public long refusedProcesses() {
        return entry("pids.events", "max").orElse(0L);
    }

    /** The processes in it, in a set of the caller's. */
    public Set<Long> processes() {
        return joinFiles().stream()
                .flatMap(file -> text(file).stream())
                .flatMap(String::lines)
                .map(Long::valueOf)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Kills whatever is in it, returns once nothing is; false if something was left after twenty seconds. */
    public boolean kill() throws InterruptedException {
        tryWrite("cgroup.kill", "1");
        blow(processes());
        // What cannot fork cannot outrun its end. Not before the first blow: a shell that cannot fork ends by itself,
        // with a code of its own.
        tryWrite("pids.max", "0");
        var until = System.nanoTime() + KILL_WITHIN.toNanos();
        for (var left = processes(); !left.isEmpty(); left = processes()) {
            blow(left);
            if (System.nanoTime() > until) {
                return false;
            }
            Thread.sleep(5);
        }
        return true;
    }

    private static void blow(Set<Long> pids) {
        pids.stream().filter(pid -> pid > 1).forEach(pid -> Signals.killProcess(pid.intValue()));
    }

    /** Takes an empty group away; false if something is in it still. */
    public boolean remove() throws IOException {
        var gone = true;
        for (var folder : folders) {
            gone &= remove(folder);
        }
        return gone;
    }

    private static boolean remove(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
            return true;
        } catch (DirectoryNotEmptyException _) {
            return false;
        } catch (IOException e) {
            // The kernel says "busy" while something is in it.
            if (Files.exists(folder.resolve("cgroup.procs"))) {
                return false;
            }
            throw e;
        }
    }

    /** Writes where the group has such a file. */
    private void write(String file, String value) throws IOException {
        for (var folder : folders) {
            var path = folder.resolve(file);
            if (Files.exists(path)) {
                Files.writeString(path, value, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            }
        }
    }

    private void tryWrite(String file, String value) {
        try {
            write(file, value);
        } catch (IOException _) {
            // It is a short cut; the loop behind it does the work without.
        }
    }

    private OptionalLong number(String... files) {
        for (var file : files) {
            var found = read(file);
            if (found.isPresent()) {
                return OptionalLong.of(Long.parseLong(found.get().strip()));
            }
        }
        return OptionalLong.empty();
    }

    private Optional<Long> entry(String file, String name) {
        return read(file)
                .flatMap(text -> text.lines()
                        .filter(line -> line.startsWith(name + " "))
                        .map(line ->
                                Long.valueOf(line.substring(name.length() + 1).strip()))
                        .findFirst());
    }

    private Optional<String> read(String file) {
        return folders.stream()
                .flatMap(folder -> text(folder.resolve(file)).stream())
                .findFirst();
    }

    private static Optional<String> text(Path file) {
        try {
            return Optional.of(Files.readString(file));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException _) {
            // The group went away while it was read.
            return Optional.empty();
        }
    }
}
