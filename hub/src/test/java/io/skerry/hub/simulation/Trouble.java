package io.skerry.hub.simulation;

import io.skerry.testkit.simulation.Node;
import io.skerry.testkit.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What breaks. Each story has some kinds of it only, since all at once hide each other. */
final class Trouble {

    private static final long HOUR = 3_600_000;

    private final World world;
    private final Simulation simulation;
    private final List<Runnable> kinds = new ArrayList<>();
    private final long pause;
    private boolean over;

    Trouble(World world) {
        this.world = world;
        this.simulation = world.simulation;
        this.pause = simulation.between(1_000, 12_000);
        var all = List.<Runnable>of(
                () -> kill(anyHub().node),
                () -> kill(anyAgent().node),
                () -> stop(anyHub().node),
                () -> stop(anyAgent().node),
                this::cut,
                this::spoil,
                this::swizzle,
                this::loseStore,
                () -> anyAgent().rot(),
                () -> anyAgent().clock.step(simulation.between(-HOUR, HOUR)),
                () -> anyAgent().reboot(),
                () -> anyAgent().dialAgain(),
                this::databaseAway);
        all.forEach(kind -> {
            if (simulation.chance(0.4)) {
                kinds.add(kind);
            }
        });
    }

    /** Begins; returns when the trouble is to end. */
    long begin() {
        var end = simulation.between(20_000, 150_000);
        if (!kinds.isEmpty()) {
            simulation.after(simulation.between(0, pause), "", this::next);
        }
        return end;
    }

    /** All that is broken is whole again, and nothing breaks any more. */
    void end() {
        over = true;
        world.network.heal();
        world.records.database.away(false);
        world.hubs.forEach(hub -> revive(hub.node, hub::start));
        world.agents.forEach(agent -> revive(agent.node, agent::start));
    }

    private void revive(Node node, Runnable start) {
        node.disarm();
        node.resume();
        if (!node.isUp()) {
            start.run();
        }
    }

    private void next() {
        if (!over) {
            kinds.get((int) simulation.between(0, kinds.size() - 1L)).run();
            simulation.after(simulation.between(1, 2 * pause), "", this::next);
        }
    }

    /** Between two events, or within one at some touch of a disk or database. */
    private void kill(Node node) {
        if (simulation.chance(0.3)) {
            node.kill();
        } else {
            node.arm((int) simulation.between(0, 40));
        }
    }

    private void stop(Node node) {
        node.stop();
        later(1, 40_000, node::resume);
    }

    private void cut() {
        var agent = anyAgent().node.name();
        var hub = anyHub().node.name();
        var kind = simulation.between(0, 2);
        simulation.say("cut between " + agent + " and " + hub + ", kind " + kind);
        if (kind != 1) {
            world.network.way(agent, hub).cut();
        }
        if (kind != 2) {
            world.network.way(hub, agent).cut();
        }
        later(100, 40_000, () -> {
            world.network.way(agent, hub).heal();
            world.network.way(hub, agent).heal();
        });
    }

    private void spoil() {
        var agent = anyAgent().node.name();
        for (var hub : world.hubs) {
            Stream.of(world.network.way(agent, hub.node.name()), world.network.way(hub.node.name(), agent))
                    .forEach(way -> {
                        way.delay(1, simulation.between(1, 3_000));
                        way.spoil(0.3, 0.3);
                        later(1_000, 30_000, way::heal);
                    });
        }
    }

    /** One way after another is clogged, and they open in another order. */
    private void swizzle() {
        for (var agent : world.agents) {
            for (var hub : world.hubs) {
                Stream.of(
                                world.network.way(agent.node.name(), hub.node.name()),
                                world.network.way(hub.node.name(), agent.node.name()))
                        .filter(_ -> simulation.chance(0.7))
                        .forEach(way -> later(0, 10_000, () -> {
                            if (!over) {
                                way.cut();
                                later(0, 30_000, way::heal);
                            }
                        }));
            }
        }
    }

    private void loseStore() {
        if (simulation.chance(0.3)) {
            anyAgent().loseStore();
        }
    }

    private void databaseAway() {
        world.records.database.away(true);
        later(100, 10_000, () -> world.records.database.away(false));
    }

    private void later(long least, long most, Runnable action) {
        simulation.after(simulation.between(least, most), "", action);
    }

    private HubReplica anyHub() {
        return world.hubs.get((int) simulation.between(0, world.hubs.size() - 1L));
    }

    private EdgeAgent anyAgent() {
        return world.agents.get((int) simulation.between(0, world.agents.size() - 1L));
    }
}
