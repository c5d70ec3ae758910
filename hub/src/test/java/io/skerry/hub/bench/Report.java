package io.skerry.hub.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** What a benchmark prints: on which machine, a plain table, and whether each aim is met. */
final class Report {

    private static final PrintStream OUT = System.out;
    private static final int KIB_PER_GIB = 1 << 20;

    private final List<List<String>> rows = new ArrayList<>();
    private boolean met = true;

    /** Begins a report on what runs with these options. */
    static Report begin(String name, Options options) throws IOException {
        OUT.println(name + ", " + Instant.now().truncatedTo(ChronoUnit.SECONDS) + ", " + machine() + ", " + options);
        return new Report();
    }

    /** A line of the table, the first of them its head. */
    void row(Object... cells) {
        rows.add(List.of(cells).stream().map(Report::text).toList());
    }

    /** A sentence, printed at once. */
    void say(String sentence) {
        OUT.println(sentence);
    }

    /** Prints the table so far and begins another. */
    void table() {
        var widths = new int[rows.getFirst().size()];
        rows.forEach(row -> {
            for (var i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        });
        OUT.println();
        for (var row : rows) {
            var line = new StringBuilder();
            for (var i = 0; i < widths.length; i++) {
                // What is named stands left, what is counted right.
                line.append(("%" + (i == 0 ? "-" : "") + widths[i] + "s  ").formatted(row.get(i)));
            }
            OUT.println(line.toString().stripTrailing());
        }
        OUT.println();
        rows.clear();
    }

    /** Says whether an aim is met. */
    void aim(boolean reached, String sentence) {
        OUT.println((reached ? "met      " : "not met  ") + sentence);
        met &= reached;
    }

    /** The end; whether all aims are met is the exit code. */
    int end() throws IOException {
        OUT.println("load average at the end: " + loadAverage());
        return met ? 0 : 1;
    }

    private static String machine() throws IOException {
        var total =
                Files.readString(Path.of("/proc/meminfo")).lines().findFirst().orElseThrow();
        var gib = Math.round(Double.parseDouble(total.replaceAll("\\D", "")) / KIB_PER_GIB);
        return Runtime.getRuntime().availableProcessors() + " cores, " + gib + " GiB, load average " + loadAverage();
    }

    private static String loadAverage() throws IOException {
        var words = Files.readString(Path.of("/proc/loadavg")).split(" ", -1);
        return String.join(" ", words[0], words[1], words[2]);
    }

    private static String text(Object cell) {
        return cell instanceof Double number ? "%.1f".formatted(number) : String.valueOf(cell);
    }
}
