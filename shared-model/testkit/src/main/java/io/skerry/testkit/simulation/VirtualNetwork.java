package io.skerry.testkit.simulation;

import java.util.LinkedHashMap;
import java.util.Map;

/** Ways between nodes, each direction with its own delay, loss, duplicates and cuts. */
public final class VirtualNetwork {

    private final Simulation simulation;
    private final Map<String, Way> ways = new LinkedHashMap<>();

    public VirtualNetwork(Simulation simulation) {
        this.simulation = simulation;
    }

    /** One direction between two nodes. */
    public static final class Way {

        private long least = 1;
        private long most = 20;
        private double loss;
        private double duplicates;
        private boolean cut;

        /** How long a packet takes; a wide range reorders packets. */
        public void delay(long leastMillis, long mostMillis) {
            least = leastMillis;
            most = mostMillis;
        }

        /** Which part of packets gets lost, and which comes twice. */
        public void spoil(double lost, double twice) {
            loss = lost;
            duplicates = twice;
        }

        /** Nothing comes through until {@link #heal}. */
        public void cut() {
            cut = true;
        }

        /** All is well again. */
        public void heal() {
            cut = false;
            loss = 0;
            duplicates = 0;
            delay(1, 20);
        }

        /** Whether nothing comes through. */
        public boolean isCut() {
            return cut;
        }
    }

    /** The way from one node to another. */
    public Way way(String from, String to) {
        return ways.computeIfAbsent(from + " → " + to, _ -> new Way());
    }

    /** All ways come to be whole. */
    public void heal() {
        ways.values().forEach(Way::heal);
    }

    /** Sends a packet: it comes late, twice, or not at all. */
    public void send(String from, String to, String what, Runnable delivery) {
        var way = way(from, to);
        if (way.cut || simulation.chance(way.loss)) {
            simulation.say("lost " + from + " → " + to + ": " + what);
            return;
        }
        simulation.after(transit(way), what, delivery);
        if (simulation.chance(way.duplicates)) {
            simulation.after(transit(way), what + " (twice)", delivery);
        }
    }

    /** How long a packet takes that is sent now and, as TCP does, sent again until it gets through. */
    long transitUntilThrough(Way way) {
        var millis = transit(way);
        for (var again = 200L; simulation.chance(way.loss) && again < 10_000; again *= 2) {
            millis += again;
        }
        return millis;
    }

    private long transit(Way way) {
        return simulation.between(way.least, way.most);
    }
}
