package io.skerry.hub.simulation;

import io.skerry.hub.simulation.Simulator.Outcome;
import io.skerry.testkit.invariant.Converges;
import io.skerry.testkit.invariant.Fact;
import io.skerry.testkit.invariant.History;
import io.skerry.testkit.invariant.NeverBack;
import io.skerry.testkit.invariant.NothingLost;
import io.skerry.testkit.invariant.OneEffect;
import io.skerry.testkit.invariant.StaleChangesNothing;
import io.skerry.testkit.simulation.Simulation;
import io.skerry.testkit.simulation.VirtualNetwork;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One or two replicas of the hub over one database, two or three data centers, people who want things, and trouble. After the trouble all
 * must come to be as it is wanted; whatever happens, nothing may be lost, doubled or turned back.
 */
final class World {

    private static final long CONVERGED_WITHIN = 90_000;

    final Simulation simulation;
    final VirtualNetwork network;
    final Records records;
    final History history;
    final Witness witness;
    final List<HubReplica> hubs;
    final List<EdgeAgent> agents;
    final People people;

    private World(Simulation simulation) {
        this.simulation = simulation;
        this.network = new VirtualNetwork(simulation);
        this.records = new Records(new VirtualDatabase(simulation));
        this.history = new History(
                simulation::now,
                new OneEffect(),
                new NeverBack(),
                new NothingLost(),
                new StaleChangesNothing(),
                new Converges(CONVERGED_WITHIN));
        this.witness = new Witness(this);
        this.hubs = numbered("hub-", simulation.between(1, 2))
                .map(name -> new HubReplica(this, name))
                .toList();
        this.agents = Stream.of("east", "west", "north")
                .limit(simulation.between(2, 3))
                .map(dc -> new EdgeAgent(this, dc))
                .toList();
        this.people = new People(this);
    }

    private static Stream<String> numbered(String name, long count) {
        return IntStream.rangeClosed(1, (int) count).mapToObj(number -> name + number);
    }

    /** A whole story. */
    static Outcome run(Simulation simulation) {
        return new World(simulation).run();
    }

    private Outcome run() {
        simulation.afterEach(() -> {
            hubs.forEach(HubReplica::wake);
            witness.look();
            history.check();
        });
        hubs.forEach(HubReplica::start);
        agents.forEach(EdgeAgent::start);
        people.begin();
        var trouble = new Trouble(this);
        var end = trouble.begin();
        simulation.runUntil(end);
        trouble.end();
        people.end();
        history.note(new Fact.FaultsEnded());
        var converged = converge(end);
        witness.tellAll();
        history.end();
        return new Outcome(converged, simulation.events(), simulation.trace().digest());
    }

    /** Returns how long it took; as long as it may take if it never came about, which the history will show. */
    private long converge(long from) {
        for (var at = from + 500; at < from + CONVERGED_WITHIN; at += 500) {
            simulation.runUntil(at);
            if (witness.isConverged()) {
                return at - from;
            }
        }
        return CONVERGED_WITHIN;
    }
}
