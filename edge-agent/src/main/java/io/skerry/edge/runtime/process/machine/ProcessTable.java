package io.skerry.edge.runtime.process.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The machine's processes, as {@code /proc} shows them. */
public final class ProcessTable {

    private static final Path PROC = Path.of("/proc");
    private static final int STATE = 0;
    private static final int SESSION = 3;
    private static final int BEGUN = 19;

    private final String boot;

    public ProcessTable() {
        try {
            boot = Files.readString(PROC.resolve("sys/kernel/random/boot_id")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the runtime 'process' needs /proc", e);
        }
    }

    /** Identifies this boot of the machine. */
    public String boot() {
        return boot;
    }

    /** Whether that very wrapper still runs. */
    public boolean alive(Identity identity) {
        return identity.boot().equals(boot)
                && find(identity.pid())
                        .filter(entry -> entry.begun() == identity.begun())
                        .isPresent();
    }

    /**
     * Every process of an instance but its wrapper: those of the wrapper's session, and those that left it but still carry the
     * instance's name in their environment, if they are of its user: anybody can carry any name.
     */
    public List<Long> members(String instance, Owner owner, Identity wrapper) {
        if (!wrapper.boot().equals(boot)) {
            return List.of();
        }
        // A session's number is not given again while it has members; a leader that is not ours means that it was, so
        // it had none.
        var leader = find(wrapper.pid());
        var sessionIsOurs = leader.isEmpty() || leader.get().begun() == wrapper.begun();
        var mark = "SKERRY_INSTANCE=" + instance;
        return pids().stream()
                .filter(pid -> pid != wrapper.pid())
                .filter(pid -> find(pid)
                        .filter(entry -> (sessionIsOurs && entry.session() == wrapper.pid())
                                || (marked(pid, mark) && owner.mayHaveStarted(pid)))
                        .isPresent())
                .toList();
    }

    /** Whether a wrapper of that instance runs, for one that has not said yet who it is. */
    public boolean hasWrapper(String instance) {
        return pids().stream().anyMatch(pid -> {
            var arguments = zeroSeparated(pid, "cmdline");
            return arguments.size() > 2
                    && arguments.get(1).endsWith("/.wrapper.sh")
                    && arguments.get(2).equals(instance);
        });
    }

    private static List<Long> pids() {
        try (var all = Files.list(PROC)) {
            return all.map(path -> path.getFileName().toString())
                    .filter(name -> Character.isDigit(name.charAt(0)))
                    .map(Long::valueOf)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean marked(long pid, String mark) {
        return zeroSeparated(pid, "environ").contains(mark);
    }

    private static List<String> zeroSeparated(long pid, String file) {
        try {
            var bytes = Files.readAllBytes(PROC.resolve(pid + "/" + file));
            return Arrays.asList(new String(bytes, StandardCharsets.ISO_8859_1).split("\0", -1));
        } catch (IOException _) {
            // It ended, or belongs to somebody we may not look at: no instance of ours.
            return List.of();
        }
    }

    private static Optional<Entry> find(long pid) {
        try {
            var stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            // The name stands in brackets and may hold anything.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            // A zombie runs nothing any more.
            return fields[STATE].equals("Z") || fields[STATE].equals("X")
                    ? Optional.empty()
                    : Optional.of(new Entry(Long.parseLong(fields[SESSION]), Long.parseLong(fields[BEGUN])));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private record Entry(long session, long begun) {}
}
