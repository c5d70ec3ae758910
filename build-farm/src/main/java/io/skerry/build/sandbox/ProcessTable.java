package io.skerry.build.sandbox;

import io.skerry.machine.process.ProcessUser;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The processes of this machine, as {@code /proc} shows them. */
final class ProcessTable {

    private static final Path PROC = Path.of("/proc");

    private ProcessTable() {}

    /**
     * One living process.
     *
     * @param marked whether it is of the builder's user and its environment holds the asked entry
     */
    record Row(int pid, int parent, int group, int session, boolean marked) {}

    /** @param marker an environment entry, {@code NAME=value} */
    static List<Row> read(String marker) {
        var rows = new ArrayList<Row>();
        try (var entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (var entry : entries) {
                row(entry, marker).ifPresent(rows::add);
            }
        } catch (IOException e) {
            throw new IllegalStateException("/proc cannot be read", e);
        }
        return List.copyOf(rows);
    }

    private static Optional<Row> row(Path process, String marker) {
        try {
            var stat = new String(read(process.resolve("stat")), StandardCharsets.ISO_8859_1);
            // the name stands in parentheses and may hold anything, so what follows is read from the last one on
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            if (fields[0].equals("Z") || fields[0].equals("X")) {
                return Optional.empty();
            }
            var pid = Integer.parseInt(
                    Objects.requireNonNull(process.getFileName()).toString());
            return Optional.of(new Row(
                    pid,
                    Integer.parseInt(fields[1]),
                    Integer.parseInt(fields[2]),
                    Integer.parseInt(fields[3]),
                    hasEntry(process, marker) && isOurs(pid)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Builds run as the builder's user; the mark itself anybody can carry. */
    private static boolean isOurs(int pid) {
        return ProcessUser.of(pid).equals(ProcessUser.of(ProcessHandle.current().pid()));
    }

    private static boolean hasEntry(Path process, String marker) {
        try {
            var environment = new String(read(process.resolve("environ")), StandardCharsets.UTF_8);
            return ("\0" + environment).contains("\0" + marker + "\0");
        } catch (IOException e) {
            return false;
        }
    }

    /** By a plain stream: a channel would fail on a thread that is interrupted, and a living process seem to be gone. */
    private static byte[] read(Path file) throws IOException {
        try (var stream = new FileInputStream(file.toFile())) {
            return stream.readAllBytes();
        }
    }
}
