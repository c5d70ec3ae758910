package io.skerry.testkit.simulation;

import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Which seeds to run, and what to say of one that failed. */
public final class Seeds {

    private static final int LINES = 150;

    private Seeds() {}

    /** The one that {@code -Dsimulation.seed=N} names, else as many from 1 on as {@code -Dsimulation.seeds=N} says, else so many. */
    public static LongStream chosen(int otherwise) {
        var one = Long.getLong("simulation.seed");
        return one == null
                ? LongStream.rangeClosed(1, Integer.getInteger("simulation.seeds", otherwise))
                : LongStream.of(one);
    }

    /**
     * Runs one seed.
     *
     * @param run what to run on a new simulation
     * @throws AssertionError with the seed, how to run it again and the end of its trace
     */
    public static <T> T run(long seed, LongFunction<Simulation> simulations, Run<T> run) {
        var simulation = simulations.apply(seed);
        try {
            return run.on(simulation);
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError(
                    "seed " + seed + " at " + simulation.now() + " ms: " + e.getMessage()
                            + "\nrun it again: -Dsimulation.seed=" + seed + "\n"
                            + simulation.trace().last(LINES),
                    e);
        }
    }

    /** A story on a simulation. */
    @FunctionalInterface
    public interface Run<T> {
        T on(Simulation simulation);
    }
}
