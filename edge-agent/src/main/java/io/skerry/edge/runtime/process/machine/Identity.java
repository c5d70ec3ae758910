package io.skerry.edge.runtime.process.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One wrapper process, never taken for another: a pid comes back, a pid with its start time within one boot does not.
 *
 * @param run of the instance
 * @param pid which is its session too
 * @param begun start time in clock ticks since boot
 * @param boot id of the machine's boot
 */
public record Identity(int run, long pid, long begun, String boot) {

    /** What a wrapper wrote about itself. */
    public static Optional<Identity> read(Path file) throws IOException {
        var words = words(file);
        return words.length == 4
                ? Optional.of(new Identity(
                        Integer.parseInt(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]), words[3]))
                : Optional.empty();
    }

    /** The exit code a wrapper wrote down for that run. */
    public static Optional<Integer> readEnd(Path file, int run) throws IOException {
        var words = words(file);
        return words.length == 2 && Integer.parseInt(words[0]) == run
                ? Optional.of(Integer.valueOf(words[1]))
                : Optional.empty();
    }

    private static String[] words(Path file) throws IOException {
        try {
            return Files.readString(file).strip().split(" ", -1);
        } catch (NoSuchFileException _) {
            return new String[0];
        }
    }
}
