package io.skerry.hub.simulation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.skerry.hub.simulation.Records.Root;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.testkit.invariant.Fact;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.transaction.TransactionException;

/** Whoever uses the platform: they change, remove and restart components, and look at what the platform asks them about. */
final class People {

    private static final String TENANT = "acme";
    private static final long LIFE = 600_000;
    private static final long SHORT_LIFE = 4_000;

    private final World world;
    private final int components;
    private final int routes;
    private final long pause;
    private int acts;
    private boolean done;

    People(World world) {
        this.world = world;
        this.components = (int) world.simulation.between(2, 10);
        // Now and then more objects than one page of the list, or one transaction of the store, takes.
        this.routes = (int)
                (world.simulation.chance(0.1) ? world.simulation.between(10, 30) : world.simulation.between(0, 2));
        this.pause = world.simulation.between(400, 4_000);
    }

    void begin() {
        world.simulation.after(world.simulation.between(0, pause), "", this::act);
    }

    /** Nobody wants anything new any more. */
    void end() {
        done = true;
        confirm();
    }

    private void act() {
        if (done) {
            return;
        }
        var hub = world.hubs.get((int) world.simulation.between(0, world.hubs.size() - 1L));
        if (hub.node.isUp()) {
            hub.node.run(() -> {
                try {
                    choose(hub);
                } catch (TransactionException e) {
                    world.simulation.say("an act was refused: " + e.getMessage());
                }
            });
        }
        if (world.simulation.chance(0.05)) {
            confirm();
        }
        world.simulation.after(world.simulation.between(1, 2 * pause), "", this::act);
    }

    private void choose(HubReplica hub) {
        var chance = world.simulation.random().nextDouble();
        if (chance < 0.25) {
            restart(hub);
        } else if (chance < 0.3) {
            for (var i = 0; i < components; i++) {
                edit(hub, i);
            }
        } else {
            edit(hub, (int) world.simulation.between(0, components - 1L));
        }
    }

    private void edit(HubReplica hub, int number) {
        var component = new ComponentRef(new TenantName(TENANT), "shop", "c" + number);
        var name = component.toString();
        var act = "act-" + ++acts;
        world.history.note(new Fact.Attempted(act));
        hub.database().platform(() -> {
            var before = world.records.roots.find(name);
            var generation = before.map(Root::generation).orElse(0L) + 1;
            var uid = before.map(Root::uid).orElseGet(() -> new UUID(1, number));
            var removal = world.simulation.chance(0.15);
            var wanted = new HashMap<String, SortedMap<String, byte[]>>();
            for (var agent : world.agents) {
                var placed = !removal && world.simulation.chance(0.85);
                wanted.put(agent.dc, placed ? bodies(component, uid, generation) : new TreeMap<>());
            }
            world.records.roots.put(
                    name, new Root(component, uid, generation, wanted, removal ? "delete-" + uid : null));
            world.records.unprojected.put(name, act);
            world.records.acts.put(act, act);
            return true;
        });
        world.simulation.say(act + " changed " + name);
        world.history.note(new Fact.Acknowledged(act));
    }

    private SortedMap<String, byte[]> bodies(ComponentRef component, UUID uid, long generation) {
        var body = ("{\"uid\":\"" + uid + "\",\"generation\":" + generation + "}").getBytes(UTF_8);
        var bodies = new TreeMap<>(Map.of(EdgeKey.wanted(component), body));
        for (var route = 0; route < routes; route++) {
            var of = world.simulation.chance(0.5) ? generation : 0;
            bodies.put(
                    EdgeKey.wantedRoute(
                            component.tenant(), component.application(), component.component() + "-" + route),
                    ("{\"route\":" + of + "}").getBytes(UTF_8));
        }
        return bodies;
    }

    private void restart(HubReplica hub) {
        var id = "restart-" + ++acts;
        var dc = world.agents.get((int) world.simulation.between(0, world.agents.size() - 1L)).dc;
        var life = Duration.ofMillis(world.simulation.chance(0.1) ? SHORT_LIFE : LIFE);
        world.history.note(new Fact.Ordered(id));
        world.history.note(new Fact.Attempted(id));
        hub.commands().order(id, dc, TENANT, "restart", "shop/c0", Map.of("component", "c0"), life);
        world.simulation.say(id + " is ordered in " + dc);
        world.history.note(new Fact.Acknowledged(id));
    }

    /** Looks at every data center that waits for a person, and agrees. */
    private void confirm() {
        for (var agent : world.agents) {
            if (world.records.sites.reviews().find(agent.dc).isPresent()) {
                world.hubs.stream()
                        .filter(hub -> hub.node.isUp())
                        .findFirst()
                        .ifPresent(hub -> hub.node.run(() -> {
                            try {
                                hub.lists().accept(agent.dc, "review-" + ++acts);
                                world.simulation.say("somebody agreed to what is asked about " + agent.dc);
                            } catch (TransactionException e) {
                                world.simulation.say("agreeing was refused: " + e.getMessage());
                            }
                        }));
            }
        }
        if (done) {
            world.simulation.after(1_000, "", this::confirm);
        }
    }
}
