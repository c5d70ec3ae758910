package io.skerry.hub.simulation;

import io.skerry.hub.command.CommandOutbox;
import io.skerry.hub.command.Commands;
import io.skerry.hub.command.InMemoryCommands;
import io.skerry.hub.command.SiteSignal;
import io.skerry.hub.datacenter.SiteReports;
import io.skerry.hub.datacenter.report.InMemoryStatuses;
import io.skerry.hub.datacenter.report.ReportIntake;
import io.skerry.hub.datacenter.session.InMemorySessions;
import io.skerry.hub.datacenter.session.Sight;
import io.skerry.hub.datacenter.session.SiteSessions;
import io.skerry.hub.datacenter.session.SiteSessions.Alive;
import io.skerry.hub.datacenter.session.Succession;
import io.skerry.hub.datacenter.sync.InMemorySiteObjects;
import io.skerry.hub.datacenter.sync.SiteLists;
import io.skerry.hub.projection.SimulatedProjection;
import io.skerry.hub.resource.Database;
import io.skerry.testkit.simulation.Node;
import io.skerry.testkit.simulation.VirtualConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionException;

/**
 * One replica of the hub: its services, as the product makes them, over the virtual database; the loops around them, which in the product
 * are threads, as events. {@code Heartbeat}, {@code LiveSites} and {@code Projection} are such loops.
 */
final class HubReplica {

    private static final long TICK = 1_000;
    private static final int BEAT = 4;
    private static final long DEAD = 15_000;

    final World world;
    final Node node;
    private final Map<String, HubLine> live = new TreeMap<>();
    private final List<Waiter> waiters = new ArrayList<>();
    private @Nullable Services services;
    private boolean accepting;
    private boolean projecting;

    /** The product's parts; they live as long as the process. */
    private record Services(
            Database database,
            SiteSessions sessions,
            Sight sight,
            SiteLists lists,
            CommandOutbox outbox,
            Commands commands,
            ReportIntake reports,
            Succession succession) {}

    /** Somebody who waits for news. */
    private record Waiter(SiteSignal signal, String dc, long seen, Runnable action) {}

    HubReplica(World world, String name) {
        this.world = world;
        this.node = new Node(world.simulation, name);
    }

    void start() {
        node.start(this::begin);
    }

    private void begin() {
        node.onDeath(() -> world.simulation.after(world.simulation.between(200, 6_000), "", this::start));
        live.clear();
        waiters.clear();
        var records = world.records;
        var database = records.database.of(node);
        var commandRows = new InMemoryCommands(
                database,
                records.database,
                records.commands,
                dc -> records.sites.reviews().find(dc).isPresent());
        var outbox = commandRows.outbox();
        var sessionRows = new InMemorySessions(database, records.database, records.sessions, records.statuses::forget);
        var sight = sessionRows.sight();
        var sessions = sessionRows.sessions(outbox, sight);
        var lists = new InMemorySiteObjects(database, records.sites).lists(sessions);
        var reports = new InMemoryStatuses(database, records.database, records.statuses, records)
                .intake(sessions, outbox, new Unheard());
        services = new Services(
                database,
                sessions,
                sight,
                lists,
                outbox,
                commandRows.commands(outbox),
                reports,
                new Succession(sessions, node.name()));
        node.after(world.simulation.between(1, 200), "", this::open);
    }

    /** As the product does, it ends what it left open before it lets anybody in. */
    private void open() {
        if (!tried(() -> sessions().forgetSessionsOf(node.name()))) {
            node.after(TICK, "", this::open);
            return;
        }
        accepting = true;
        node.onDeath(() -> {
            accepting = false;
            projecting = false;
        });
        tick(1);
    }

    boolean isAccepting() {
        return node.isUp() && accepting;
    }

    HubLine accept(String dc, VirtualConnection.End end) {
        return new HubLine(this, dc, end);
    }

    Database database() {
        return parts().database();
    }

    SiteSessions sessions() {
        return parts().sessions();
    }

    SiteLists lists() {
        return parts().lists();
    }

    CommandOutbox outbox() {
        return parts().outbox();
    }

    Commands commands() {
        return parts().commands();
    }

    ReportIntake reports() {
        return parts().reports();
    }

    Succession succession() {
        return parts().succession();
    }

    private Services parts() {
        return Objects.requireNonNull(services);
    }

    @Nullable
    HubLine find(String dc, long epoch) {
        var line = live.get(dc);
        return line != null && line.isOpen() && line.epoch().number() == epoch ? line : null;
    }

    /** Puts the newest in; the one before is over. */
    void put(HubLine line) {
        var before = live.get(line.dc());
        if (before != null && before.epoch().number() > line.epoch().number()) {
            line.close();
            return;
        }
        live.put(line.dc(), line);
        if (before != null) {
            before.close();
        }
    }

    void left(HubLine line) {
        live.remove(line.dc(), line);
        if (!tried(() -> sessions().close(line.dc(), line.epoch()))) {
            world.simulation.say("a session's end could not be noted");
        }
    }

    /** Calls when there is news since {@code seen}, or when it has been so long. */
    void await(SiteSignal signal, String dc, long seen, long atMost, Runnable action) {
        var waiter = new Waiter(signal, dc, seen, action);
        waiters.add(waiter);
        node.after(atMost, "", () -> {
            if (waiters.remove(waiter)) {
                action.run();
            }
        });
    }

    /** What the signals' condition variables do, and the feed's. */
    void wake() {
        if (node.isUp()) {
            if (accepting && !projecting && !world.records.unprojected.isEmpty()) {
                projecting = true;
                node.after(world.simulation.between(5, 150), "", this::project);
            }
            for (var waiter : List.copyOf(waiters)) {
                if (waiter.signal().count(waiter.dc()) != waiter.seen() && waiters.remove(waiter)) {
                    node.after(0, "", waiter.action());
                }
            }
        }
    }

    /** Returns whether the database was there. */
    boolean tried(Runnable action) {
        try {
            action.run();
            return true;
        } catch (TransactionException e) {
            return false;
        }
    }

    private void tick(int number) {
        node.after(TICK, "", () -> {
            tried(() -> {
                outbox().expire().forEach(reports()::tellAnswered);
                if (!live.isEmpty()) {
                    lists().wake(new TreeSet<>(live.keySet()));
                    outbox().wake(new TreeSet<>(live.keySet()));
                }
                if (parts().sight().look() || number % BEAT == 0) {
                    beat();
                }
            });
            tick(number + 1);
        });
    }

    private void beat() {
        var alive = new HashMap<String, Alive>();
        live.forEach((dc, line) -> {
            if (line.isOpen() && line.silence() < DEAD) {
                alive.put(dc, new Alive(line.epoch(), null));
            }
        });
        var counts = sessions().seen(alive);
        for (var line : List.copyOf(live.values())) {
            if (alive.containsKey(line.dc()) && !counts.contains(line.dc())) {
                line.close();
            }
        }
    }

    /** Projects what was changed, a root in a transaction of its own; any replica may. */
    private void project() {
        projecting = false;
        tried(this::projectNext);
    }

    private void projectNext() {
        var records = world.records;
        for (var root : records.roots.all()) {
            var name = root.component().toString();
            if (records.unprojected.find(name).isEmpty()) {
                continue;
            }
            for (var agent : world.agents) {
                var wanted = root.wanted().getOrDefault(agent.dc, new TreeMap<>());
                if (SimulatedProjection.run(database(), records.sites, agent.dc, name, wanted, root.act())) {
                    lists().siteChanged(agent.dc);
                }
            }
            database().platform(() -> {
                var still = records.roots.find(name).map(Records.Root::generation);
                return still.filter(now -> now == root.generation()).isPresent() && records.unprojected.remove(name);
            });
        }
    }

    /** Nothing waits for what is stored: rollouts are no part of this world. */
    private static final class Unheard implements SiteReports {
        @Override
        public void statusStored(UUID uid, String dc) {}

        @Override
        public void commandAnswered(String command) {}
    }
}
