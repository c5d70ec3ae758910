package io.skerry.machine.cgroup;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * Whom the kernel killed when a group's memory was used up, as its log says; only where that may be read.
 *
 * @param process its name
 * @param bytes the memory it had to itself
 */
public record OomRecord(String process, long pid, long bytes) {

    private static final Pattern KILLED = Pattern.compile("Killed process (\\d+) \\((.*?)\\).*anon-rss:(\\d+)kB");
    private static final int PATIENCE_SECONDS = 3;

    /** The last one in that group. */
    public static Optional<OomRecord> of(Cgroup group) {
        if (group.folders().isEmpty()) {
            return Optional.empty();
        }
        return find(group.folders().getFirst().getFileName().toString(), kernelLog());
    }

    static Optional<OomRecord> find(String group, List<String> log) {
        var mine = false;
        Optional<OomRecord> last = Optional.empty();
        for (var line : log) {
            if (line.contains("oom_memcg=")) {
                mine = line.contains("/" + group + ",");
            }
            var killed = KILLED.matcher(line);
            if (mine && killed.find()) {
                last = Optional.of(new OomRecord(
                        killed.group(2), Long.parseLong(killed.group(1)), Long.parseLong(killed.group(3)) << 10));
            }
        }
        return last;
    }

    private static List<String> kernelLog() {
        try {
            var process = new ProcessBuilder("dmesg")
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (var out = process.getInputStream()) {
                var lines = new String(out.readAllBytes(), StandardCharsets.ISO_8859_1);
                process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return lines.lines().toList();
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException _) {
            return List.of();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }
}
