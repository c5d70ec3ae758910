package io.skerry.testkit.simulation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What happened in a run, line by line. */
public final class Trace {

    private final List<Line> lines = new ArrayList<>();

    private record Line(long millis, String what) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%9.3f  %s", millis / 1000.0, what);
        }
    }

    void add(long millis, String line) {
        lines.add(new Line(millis, line));
    }

    /** How many lines there are. */
    public int size() {
        return lines.size();
    }

    /** The last lines. */
    public String last(int count) {
        return lines.subList(Math.max(0, lines.size() - count), lines.size()).stream()
                .map(Line::toString)
                .collect(Collectors.joining("\n"));
    }

    /** All of it in one number: equal for equal runs. */
    public String digest() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var line : lines) {
                digest.update((line.millis() + " " + line.what() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
