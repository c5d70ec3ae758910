package io.skerry.hub.simulation;

import io.skerry.testkit.simulation.Seeds;
import io.skerry.testkit.simulation.Simulation;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/** Tells the story of a seed. */
public final class Simulator {

    private Simulator() {}

    /**
     * What came of a story.
     *
     * @param convergedMillis how long after the last fault all was as wanted, in steps of half a second of virtual time
     * @param events how many there were
     * @param trace the digest of all that happened
     */
    public record Outcome(long convergedMillis, long events, String trace) {}

    /**
     * Runs one seed.
     *
     * @throws AssertionError with what is broken, the seed and the end of the trace
     */
    public static Outcome run(long seed) {
        return Seeds.run(seed, Simulation::new, World::run);
    }

    /** The product's own log lines are of no use here, and slow. */
    public static void quiet(boolean quiet) {
        LoggingSystem.get(Simulator.class.getClassLoader()).setLogLevel("io.skerry", quiet ? LogLevel.OFF : null);
    }
}
