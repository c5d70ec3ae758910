package io.skerry.model.application;

import io.skerry.model.error.InvalidInput;
import io.skerry.model.quantity.ByteSize;
import io.skerry.model.quantity.CpuAmount;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an instance asks for and may use at most.
 *
 * @param cpu what it gets when everybody wants the machine
 * @param memory what it needs
 * @param cpuLimit never more than that
 * @param memoryLimit with more it is ended
 * @param disk the most its own folder may hold
 * @param extended of a runtime; {@code process} knows {@value #PROCESSES}
 */
public record Resources(
        @Nullable CpuAmount cpu,
        @Nullable ByteSize memory,
        @Nullable CpuAmount cpuLimit,
        @Nullable ByteSize memoryLimit,
        @Nullable ByteSize disk,
        @Nullable Map<String, String> extended) {

    /** The extended resource that counts processes and threads. */
    public static final String PROCESSES = "processes";

    /** So many processes and threads an instance may have that says nothing: enough for any server, and an end to one that forks for ever. */
    public static final int USUAL_PROCESSES = 4096;

    /** Nothing is said. */
    public static final Resources NONE = new Resources(null, null, null, null, null, null);

    private static final int MOST_PROCESSES = 1_000_000;

    public Resources {
        extended = extended == null ? null : Map.copyOf(extended);
    }

    /**
     * The most processes and threads an instance may have.
     *
     * @throws InvalidInput if what is said is no such number
     */
    public int processes() {
        var said = extended == null ? null : extended.get(PROCESSES);
        if (said == null) {
            return USUAL_PROCESSES;
        }
        if (!said.matches("[1-9]\\d{0,6}") || Integer.parseInt(said) > MOST_PROCESSES) {
            throw new InvalidInput("'" + said + "' is no number of processes: write one from 1 to " + MOST_PROCESSES);
        }
        return Integer.parseInt(said);
    }
}
