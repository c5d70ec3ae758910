package io.skerry.build.sandbox;

import io.skerry.model.error.InvalidInput;
import io.skerry.model.quantity.ByteSize;
import io.skerry.model.quantity.TimeSpan;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one build may use before it is stopped.
 *
 * @param memory bytes of all its processes
 * @param processes processes and threads
 * @param disk bytes of its folder
 * @param output bytes that it may say; only the first {@value BuildOutput#MOST_BYTES} are kept
 * @param time how long it may take; null: as long as its order says
 */
public record BuildLimits(
        long memory,
        int processes,
        long disk,
        long output,
        @Nullable Duration time) {

    /** Most memory of a build, such as {@code 4Gi}. */
    public static final String MEMORY = "SKERRY_BUILD_MEMORY";
    /** Most processes and threads of a build. */
    public static final String PROCESSES = "SKERRY_BUILD_PROCESSES";
    /** Most bytes of a build's folder, such as {@code 10Gi}. */
    public static final String DISK = "SKERRY_BUILD_DISK";
    /** Most bytes a build may say, such as {@code 128Mi}. */
    public static final String OUTPUT = "SKERRY_BUILD_OUTPUT";

    /** How long a build may take, such as {@code 1h}, whatever its order says. */
    public static final String TIME = "SKERRY_BUILD_TIME";

    public BuildLimits {
        least(MEMORY, memory, 32L << 20);
        least(PROCESSES, processes, 16);
        least(DISK, disk, 1L << 20);
        least(OUTPUT, output, 1L << 10);
    }

    /**
     * Those of an environment, with defaults for what it does not say.
     *
     * @throws InvalidInput that names the variable
     */
    public static BuildLimits of(Map<String, String> environment) {
        return new BuildLimits(
                bytes(environment, MEMORY, "4Gi"),
                number(environment, PROCESSES, "4096"),
                bytes(environment, DISK, "10Gi"),
                bytes(environment, OUTPUT, "128Mi"),
                time(environment.get(TIME)));
    }

    private static void least(String name, long value, long least) {
        if (value < least) {
            throw new InvalidInput(name + " is " + value + ", expected " + least + " or more");
        }
    }

    private static long bytes(Map<String, String> environment, String name, String usual) {
        try {
            return new ByteSize(environment.getOrDefault(name, usual)).bytes();
        } catch (InvalidInput e) {
            throw new InvalidInput(name + ": " + e.getMessage());
        }
    }

    private static @Nullable Duration time(@Nullable String text) {
        try {
            return text == null ? null : new TimeSpan(text).duration();
        } catch (InvalidInput e) {
            throw new InvalidInput(TIME + ": " + e.getMessage());
        }
    }

    private static int number(Map<String, String> environment, String name, String usual) {
        var text = environment.getOrDefault(name, usual);
        if (!text.matches("\\d{1,7}")) {
            throw new InvalidInput(name + " is '" + text + "', expected a number");
        }
        return Integer.parseInt(text);
    }
}
