package io.skerry.machine.process;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What one process uses.
 *
 * @param memory bytes that it has to itself
 */
public record ProcessUse(long pid, String name, long memory, long threads) {

    /** What those processes use now; one that ended meanwhile is left out. */
    public static List<ProcessUse> of(Collection<Long> pids) {
        return pids.stream().flatMap(pid -> of(pid).stream()).toList();
    }

    /**
     * The same processes, each with its fair part of what it shares: what was forked shares most of its memory, which counts in full for each
     * otherwise. It costs more to find out.
     */
    public static List<ProcessUse> fairly(List<ProcessUse> used) {
        return used.stream()
                .map(one ->
                        new ProcessUse(one.pid, one.name, fairMemory(one.pid).orElse(one.memory), one.threads))
                .toList();
    }

    private static OptionalLong fairMemory(long pid) {
        try (var file = new FileInputStream("/proc/" + pid + "/smaps_rollup")) {
            var lines = new String(file.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
            var text = entry(lines, "Pss_Anon:");
            return text.isEmpty() ? OptionalLong.empty() : OptionalLong.of(number(text) * 1024);
        } catch (IOException _) {
            return OptionalLong.empty();
        }
    }

    /** By a plain stream: a channel would fail on a thread that is interrupted. */
    private static Optional<ProcessUse> of(long pid) {
        try (var file = new FileInputStream("/proc/" + pid + "/status")) {
            var lines = new String(file.readAllBytes(), StandardCharsets.ISO_8859_1)
                    .lines()
                    .toList();
            return Optional.of(new ProcessUse(
                    pid,
                    entry(lines, "Name:"),
                    number(entry(lines, "RssAnon:")) * 1024,
                    number(entry(lines, "Threads:"))));
        } catch (IOException _) {
            return Optional.empty();
        }
    }

    private static String entry(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip())
                .findFirst()
                .orElse("");
    }

    private static long number(String text) {
        var digits = text.replaceAll("\\D", "");
        return digits.isEmpty() ? 0 : Long.parseLong(digits);
    }
}
