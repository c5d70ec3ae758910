package io.skerry.testkit.simulation;

import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/**
 * An event loop on virtual time. Events of one moment come in an order that the seed decides, like every other chance: two runs of one
 * seed are the same, step for step.
 */
public final class Simulation {

    private final long seed;
    private final RandomGenerator random;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final Trace trace = new Trace();
    private Runnable afterEach = () -> {};
    private long now;
    private long count;

    private record Event(long at, long tie, long number, String what, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            var order = Long.compare(at, other.at);
            order = order == 0 ? Long.compare(tie, other.tie) : order;
            return order == 0 ? Long.compare(number, other.number) : order;
        }
    }

    public Simulation(long seed) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
    }

    /** What every chance of this run came from. */
    public long seed() {
        return seed;
    }

    /** The only source of chance. */
    public RandomGenerator random() {
        return random;
    }

    /** Whether something of that probability happens now. */
    public boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    /** A number from {@code least} to {@code most}. */
    public long between(long least, long most) {
        return random.nextLong(least, most + 1);
    }

    /** Milliseconds since the beginning. */
    public long now() {
        return now;
    }

    /** What happened so far. */
    public Trace trace() {
        return trace;
    }

    /** Adds a line to the trace. */
    public void say(String line) {
        trace.add(now, line);
    }

    /** Something to look at after each event; what it throws ends the run. */
    public void afterEach(Runnable look) {
        afterEach = look;
    }

    /**
     * Lets something happen later.
     *
     * @param what for the trace; events of an empty one leave no line
     */
    public void after(long millis, String what, Runnable action) {
        events.add(new Event(now + Math.max(0, millis), random.nextLong(), ++count, what, action));
    }

    /** Lets everything happen that is due before then. */
    public void runUntil(long millis) {
        while (!events.isEmpty() && events.peek().at() <= millis) {
            var next = events.remove();
            now = next.at();
            if (!next.what().isEmpty()) {
                say(next.what());
            }
            next.action().run();
            afterEach.run();
        }
        now = Math.max(now, millis);
    }

    /** How many events there were. */
    public long events() {
        return count;
    }
}
