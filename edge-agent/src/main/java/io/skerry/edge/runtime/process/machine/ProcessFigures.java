package io.skerry.edge.runtime.process.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what processes use, all of the machine in one pass: asking for each instance by itself would read every process once for each.
 * Used by one thread at a time.
 */
public final class ProcessFigures {

    private static final Path PROC = Path.of("/proc");
    private static final String MARK = "SKERRY_INSTANCE=";
    /** Linux tells programs of a hundred ticks a second, whatever it ticks at itself. */
    private static final long MILLIS_PER_TICK = 10;

    private final Map<Long, Marked> known = new HashMap<>();

    /**
     * One process.
     *
     * @param begun start time in clock ticks since boot
     * @param cpuMillis its own and that of its children that ended
     */
    public record Running(long pid, long session, long begun, long cpuMillis, int threads) {}

    /** Whom a process was started for, by its environment; read once in its life. */
    private record Marked(long begun, String instance) {}

    /** Every process that runs. */
    public List<Running> all() {
        var all = new ArrayList<Running>();
        try (var files = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var file : files) {
                read(Long.parseLong(file.getFileName().toString())).ifPresent(all::add);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        known.keySet().retainAll(all.stream().map(Running::pid).toList());
        return all;
    }

    /** The instance that a process carries in its environment, {@code ""} for none. */
    public String markedFor(Running process) {
        var marked = known.get(process.pid());
        if (marked == null || marked.begun() != process.begun()) {
            marked = new Marked(process.begun(), readMark(process.pid()));
            known.put(process.pid(), marked);
        }
        return marked.instance();
    }

    /** Bytes that a process has to itself; 0 if it has ended. */
    public static long memory(long pid) {
        try (var lines = Files.lines(PROC.resolve(pid + "/status"))) {
            return lines.filter(line -> line.startsWith("RssAnon:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .sum();
        } catch (IOException | UncheckedIOException _) {
            return 0;
        }
    }

    /** Its open files and sockets; 0 if it has ended. */
    public static int descriptors(long pid) {
        try (var files = Files.newDirectoryStream(PROC.resolve(pid + "/fd"))) {
            int count = 0;
            for (var _ : files) {
                count++;
            }
            return count;
        } catch (IOException | DirectoryIteratorException _) {
            return 0;
        }
    }

    private static Optional<Running> read(long pid) {
        try {
            var stat = Files.readString(PROC.resolve(pid + "/stat"), StandardCharsets.ISO_8859_1);
            // The name stands in brackets and may hold anything.
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            if (fields[0].equals("Z") || fields[0].equals("X")) {
                return Optional.empty();
            }
            var ticks = Arrays.stream(fields, 11, 15).mapToLong(Long::parseLong).sum();
            return Optional.of(new Running(
                    pid,
                    Long.parseLong(fields[3]),
                    Long.parseLong(fields[19]),
                    ticks * MILLIS_PER_TICK,
                    Integer.parseInt(fields[17])));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static String readMark(long pid) {
        try {
            var text = Files.readString(PROC.resolve(pid + "/environ"), StandardCharsets.ISO_8859_1);
            for (var variable : text.split("\0", -1)) {
                if (variable.startsWith(MARK)) {
                    return variable.substring(MARK.length());
                }
            }
            return "";
        } catch (IOException _) {
            // It ended, or belongs to somebody we may not look at: no instance of ours.
            return "";
        }
    }
}
