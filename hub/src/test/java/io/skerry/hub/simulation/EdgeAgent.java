package io.skerry.hub.simulation;

import io.skerry.edge.command.CommandDesk;
import io.skerry.edge.report.BootClock.Moment;
import io.skerry.edge.report.ReportDesk;
import io.skerry.edge.sync.SiteMemory;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.message.Hello;
import io.skerry.store.Change;
import io.skerry.store.EdgeStore.WatchListener;
import io.skerry.store.Operation;
import io.skerry.testkit.simulation.DiskStore;
import io.skerry.testkit.simulation.DiskStore.Volume;
import io.skerry.testkit.simulation.MachineClock;
import io.skerry.testkit.simulation.Node;
import io.skerry.testkit.simulation.VirtualConnection;
import io.skerry.testkit.simulation.VirtualDisk;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A data center's agent on a machine with a disk: the product's sync, orders and reports; the loops around them as events. */
final class EdgeAgent {

    private static final long LOOK = 1_000;
    private static final long HANDSHAKE = 10_000;

    final World world;
    final String dc;
    final Node node;
    final MachineClock clock;
    Volume volume;
    private int volumes;
    private int boots;
    private int lives;
    private @Nullable Parts parts;
    private @Nullable AgentLine line;

    /** What a life of the process works with. */
    record Parts(String runId, DiskStore store, SiteMemory memory, ReportDesk desk, CommandDesk commands) {}

    EdgeAgent(World world, String dc) {
        this.world = world;
        this.dc = dc;
        this.node = new Node(world.simulation, "agent-" + dc);
        this.clock = new MachineClock(world.simulation);
        this.volume = newVolume();
    }

    private Volume newVolume() {
        var made = new Volume(dc + "-store-" + ++volumes, new VirtualDisk<>(world.simulation));
        world.witness.follow(made);
        return made;
    }

    void start() {
        node.start(this::begin);
    }

    /** The disk is gone; another one takes its place. */
    void loseStore() {
        node.kill();
        world.simulation.say(dc + " loses its store");
        volume = newVolume();
    }

    /** Something that was wanted is gone from the disk, and nobody noticed. */
    void rot() {
        node.kill();
        var held = new DiskStore(world.simulation, node, volume)
                .list(EdgeKey.WANTED)
                .entries();
        if (!held.isEmpty()) {
            var lost = held.get((int) world.simulation.between(0, held.size() - 1L))
                    .key();
            world.simulation.say(dc + " loses " + lost);
            volume.disk().append(List.of(Operation.delete(lost)));
            volume.disk().sync();
            world.witness.rotted(volume, lost);
        }
    }

    /** The machine starts anew, and with it its boot clock. */
    void reboot() {
        node.kill();
        boots++;
    }

    private void begin() {
        line = null;
        node.onDeath(() -> {
            volume.disk().crash();
            world.simulation.after(world.simulation.between(200, 6_000), "", this::start);
        });
        var store = new DiskStore(world.simulation, node, volume);
        var desk = new ReportDesk(
                store,
                digest -> {},
                (key, revision) -> node.after(0, "", () -> {
                    desk().ready(key, revision, now());
                    report();
                }));
        parts = new Parts(
                dc + "-run-" + ++lives, store, new SiteMemory(store), desk, new CommandDesk(store, Set.of("worker")));
        desk.restore();
        ReportDesk.FEEDS.forEach(this::feed);
        new Workman(world.simulation, node, store).begin();
        look();
        dialIn(world.simulation.between(0, 2_000));
    }

    Parts parts() {
        return Objects.requireNonNull(parts);
    }

    private ReportDesk desk() {
        return parts().desk();
    }

    Moment now() {
        return new Moment(dc + "-boot-" + boots, clock.monotonicMillis(), clock.millis());
    }

    Hello hello() {
        var memory = parts().memory();
        var head = memory.head();
        return new Hello(
                "agent-" + dc,
                parts().runId(),
                parts().store().storeId(),
                List.of("worker"),
                1,
                "simulated",
                head.incarnation(),
                head.version(),
                head.chain(),
                memory.holding(),
                List.of());
    }

    // --- reports

    private void feed(String prefix) {
        var listing = parts().store().list(prefix);
        desk().listed(prefix, listing, now());
        parts().store().watch(prefix, listing.revision(), new WatchListener() {
            @Override
            public void changed(long revision, List<Change> changes) {
                desk().changed(changes, now());
                report();
            }

            @Override
            public void compacted(long oldestRevision) {
                feed(prefix);
            }
        });
    }

    private void look() {
        node.after(LOOK, "", () -> {
            report();
            look();
        });
    }

    /** One step of the reporter. */
    void report() {
        desk().forgetTold();
        desk().number(now());
        desk().save();
        var to = line;
        if (to != null && to.isWelcome()) {
            for (var marker : desk().unsent()) {
                desk().report(marker, to.epoch(), now()).ifPresent(to::send);
                desk().sent(marker);
            }
            desk().vouch(to.epoch(), now()).ifPresent(to::send);
        }
        desk().nextDueMillis(now()).ifPresent(due -> node.after(Math.max(1, due), "", this::report));
    }

    // --- the line

    private void dialIn(long millis) {
        node.after(millis, "", this::dial);
    }

    /** Another connection of the same process, as at the renewal of a certificate. */
    void dialAgain() {
        if (node.isUp() && parts != null) {
            node.after(0, "dials again", this::dial);
        }
    }

    private void dial() {
        var hub = world.hubs.get((int) world.simulation.between(0, world.hubs.size() - 1L));
        var there = world.network.way(node.name(), hub.node.name());
        var back = world.network.way(hub.node.name(), node.name());
        if (there.isCut() || back.isCut()) {
            node.after(HANDSHAKE, "", this::dialUnlessConnected);
            return;
        }
        node.after(world.simulation.between(2, 40), "", () -> {
            if (!hub.isAccepting()) {
                backOff();
                return;
            }
            var connection = VirtualConnection.open(world.simulation, world.network, node, hub.node);
            var mine = new AgentLine(this, connection.near());
            var theirs = hub.accept(dc, connection.far());
            mine.meet(theirs);
            theirs.meet(mine);
            mine.begin();
        });
    }

    /** The newest welcomed connection is the one that counts. */
    void welcomed(AgentLine newer, long stored) {
        var before = line;
        line = newer;
        desk().connected(stored);
        if (before != null) {
            before.close();
        }
        report();
    }

    void ended(AgentLine ended, long comeBackAfter) {
        if (ended.equals(line)) {
            line = null;
        }
        if (line == null) {
            node.after(comeBackAfter + world.simulation.between(0, 5_000), "", this::dialUnlessConnected);
        }
    }

    void acknowledged(long seq) {
        desk().acknowledged(seq);
        report();
    }

    private void backOff() {
        node.after(world.simulation.between(100, 2_000), "", this::dialUnlessConnected);
    }

    private void dialUnlessConnected() {
        if (line == null) {
            dial();
        }
    }
}
