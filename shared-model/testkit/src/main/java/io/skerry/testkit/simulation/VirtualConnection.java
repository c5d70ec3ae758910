package io.skerry.testkit.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * A connection as TCP makes it: what is sent on one stream comes in order and once, late when packets get lost, and not at all once an end
 * is closed. Streams overtake each other. An end that hears nothing for 15 s gives up, whatever the other one thinks.
 */
public final class VirtualConnection {

    private static final long KEEPALIVE = 5_000;
    private static final long DEAD = 15_000;
    private static final long RETRY = 200;

    private final Simulation simulation;
    private final VirtualNetwork network;
    private final End near;
    private final End far;

    private VirtualConnection(Simulation simulation, VirtualNetwork network, Node near, Node far) {
        this.simulation = simulation;
        this.network = network;
        this.near = new End(near);
        this.far = new End(far);
    }

    /** Connects two live nodes. */
    public static VirtualConnection open(Simulation simulation, VirtualNetwork network, Node near, Node far) {
        var connection = new VirtualConnection(simulation, network, near, far);
        connection.near.begin(connection.far);
        connection.far.begin(connection.near);
        return connection;
    }

    /** Who dialled. */
    public End near() {
        return near;
    }

    /** Who was dialled. */
    public End far() {
        return far;
    }

    /** One side of it. */
    public final class End {

        private final Node node;
        private final Map<String, Queue<Runnable>> streams = new LinkedHashMap<>();
        private final List<Runnable> onClose = new ArrayList<>();
        private boolean open = true;
        private long heard;

        private End(Node node) {
            this.node = node;
            this.heard = simulation.now();
        }

        private void begin(End other) {
            node.onDeath(() -> left(other));
            keepAlive(other);
        }

        public boolean isOpen() {
            return open;
        }

        /** Milliseconds since anything was heard of the other end. */
        public long silence() {
            return simulation.now() - heard;
        }

        /** Called at this end when it is closed, by whomever. */
        public void onClose(Runnable task) {
            onClose.add(task);
        }

        /** Lets something happen at the other end, after all that was sent on this stream before. */
        public void send(String stream, String what, Runnable delivery) {
            if (!open) {
                return;
            }
            var other = other();
            var queue = other.streams.computeIfAbsent(stream, _ -> new ArrayDeque<>());
            queue.add(() -> other.node.after(0, what, () -> {
                if (other.open) {
                    delivery.run();
                }
            }));
            if (queue.size() == 1) {
                simulation.after(network.transitUntilThrough(way(other)), "", () -> other.arrive(queue, this));
            }
        }

        private void arrive(Queue<Runnable> queue, End sender) {
            if (!open || queue.isEmpty()) {
                queue.clear();
                return;
            }
            var way = sender.way(this);
            if (way.isCut()) {
                simulation.after(RETRY, "", () -> arrive(queue, sender));
                return;
            }
            heard = simulation.now();
            queue.remove().run();
            if (!queue.isEmpty()) {
                simulation.after(Math.min(1, network.transitUntilThrough(way)), "", () -> arrive(queue, sender));
            }
        }

        /** Closes this end; the other hears of it if anything can be heard. */
        public void close() {
            if (open) {
                var other = other();
                end();
                left(other);
            }
        }

        private void left(End other) {
            open = false;
            if (!way(other).isCut()) {
                simulation.after(
                        network.transitUntilThrough(way(other)), "", () -> other.node.after(0, "", other::end));
            }
        }

        private void end() {
            if (open) {
                open = false;
                onClose.forEach(Runnable::run);
            }
        }

        private void keepAlive(End other) {
            node.after(KEEPALIVE, "", () -> {
                if (!open) {
                    return;
                }
                if (silence() > DEAD) {
                    close();
                    return;
                }
                send("keepalive", "", () -> {});
                keepAlive(other);
            });
        }

        private End other() {
            return this == near ? far : near;
        }

        private VirtualNetwork.Way way(End other) {
            return network.way(node.name(), other.node.name());
        }
    }
}
