package io.skerry.hub.simulation;

import io.skerry.hub.datacenter.sync.SitePage.SiteRow;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Received;
import io.skerry.model.site.SiteObject;
import io.skerry.store.Operation;
import io.skerry.store.value.Values;
import io.skerry.testkit.invariant.Fact;
import io.skerry.testkit.simulation.DiskStore.Volume;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sees what is on disks and in tables, whoever is alive, and writes it into the history. */
final class Witness {

    private static final String ORDERS = EdgeKey.ORDERS + "restart/";

    private final World world;
    private final List<Disk> disks = new ArrayList<>();

    /** What a disk holds for sure, read as it grows. */
    private static final class Disk {
        final Volume volume;
        final TreeMap<String, byte[]> held = new TreeMap<>();
        /** What was lost behind the product's back, and is not there again. */
        final Set<String> rotten = new HashSet<>();

        int read;

        Disk(Volume volume) {
            this.volume = volume;
        }
    }

    Witness(World world) {
        this.world = world;
    }

    void follow(Volume volume) {
        disks.add(new Disk(volume));
    }

    void rotted(Volume volume, String key) {
        look();
        disks.stream().filter(disk -> disk.volume.equals(volume)).forEach(disk -> disk.rotten.add(key));
    }

    /** Reads what became durable since the last look. */
    void look() {
        for (var disk : disks) {
            var durable = disk.volume.disk().durable();
            for (; disk.read < durable.size(); disk.read++) {
                read(disk, durable.get(disk.read));
            }
        }
    }

    private void read(Disk disk, List<Operation> operations) {
        for (var operation : operations) {
            var key = operation.key();
            var value = operation.value();
            if (value == null) {
                disk.held.remove(key);
                if (key.startsWith(ORDERS)) {
                    note(new Fact.Effect(key.substring(ORDERS.length()), disk.volume.storeId()));
                }
            } else {
                disk.held.put(key, value);
                disk.rotten.remove(key);
                if (key.startsWith(EdgeKey.WANTED)) {
                    var version = Values.read(value, SiteObject.class).version();
                    note(new Fact.Generation(key, disk.volume.storeId(), version));
                }
            }
        }
    }

    // --- what the two ends did

    void entered(EdgeAgent agent, Epoch epoch) {
        note(new Fact.Granted(agent.parts().store().storeId(), epoch.number()));
    }

    void wrote(EdgeAgent agent, Epoch epoch) {
        note(new Fact.Changed(agent.parts().store().storeId(), epoch.number()));
    }

    /** The hub noted that all up to a version is durable in that store: so it must be. */
    void received(HubLine line, Received received) {
        current(line);
        look();
        for (var disk : disks) {
            if (disk.volume.storeId().equals(line.storeId())) {
                world.records
                        .sites
                        .list(line.dc())
                        .filter(row -> row.version() <= received.version())
                        .forEach(row -> durable(disk, row, received.version()));
            }
        }
    }

    private static void durable(Disk disk, SiteRow row, long received) {
        if (disk.rotten.contains(row.key())) {
            return;
        }
        var value = disk.held.get(row.key());
        var version = value == null ? 0 : Values.read(value, SiteObject.class).version();
        if (row.tombstone() ? version > 0 && version < row.version() : version < row.version()) {
            throw new AssertionError(
                    "I3, no acknowledged write lost: " + disk.volume.storeId() + " said it has all up to " + received
                            + " and holds " + row.key() + " at " + version + " instead of " + row.version());
        }
    }

    /** The hub stored reports of the session. */
    void stored(HubLine line) {
        current(line);
        for (var row : world.records.statuses.statuses().all()) {
            if (row.dc().equals(line.dc())) {
                var what = "status of " + row.uid() + " in " + row.dc();
                note(new Fact.Generation(what + ", session", "hub", row.epoch()));
                note(new Fact.Generation(what + ", number", line.storeId() + " of epoch " + row.epoch(), row.seq()));
            }
        }
    }

    /** The hub noted that the agent has an order in its memory: so it must have, or have done it. */
    void taken(HubLine line, String command) {
        look();
        for (var disk : disks) {
            if (disk.volume.storeId().equals(line.storeId())
                    && !disk.held.containsKey(ORDERS + command)
                    && !disk.held.containsKey(EdgeKey.answer(command))) {
                throw new AssertionError(
                        "I3, no acknowledged write lost: " + line.storeId() + " said it has " + command);
            }
        }
    }

    private void current(HubLine line) {
        var session = world.records.sessions.find(line.dc()).orElseThrow();
        note(new Fact.Generation("session of " + line.dc(), "hub", session.epoch()));
        if (session.epoch() != line.epoch().number()) {
            throw new AssertionError("I4, a stale epoch changes nothing: " + line.dc() + " wrote under "
                    + line.epoch().number() + " while " + session.epoch() + " is current");
        }
    }

    // --- how it ends

    boolean isConverged() {
        var wanted = wanted();
        return observed(wanted).equals(wanted);
    }

    /** Tells the history how all is, and what should be. */
    void tellAll() {
        look();
        var wanted = wanted();
        wanted.forEach((what, value) -> note(new Fact.Wanted(what, value)));
        observed(wanted).forEach((what, value) -> note(new Fact.Observed(what, value)));
        world.records.acts.all().forEach(act -> note(new Fact.Found(act)));
        for (var command : world.records.commands.all()) {
            note(new Fact.Found(command.id()));
            var result = command.result();
            if (result != null && result.terminal()) {
                concluded(command.id(), result.cause());
            }
        }
    }

    /** In this world an order is done, or its time is over; nobody refuses it for good. */
    private void concluded(String command, @Nullable Cause why) {
        if (why == null) {
            note(new Fact.Concluded(command));
        } else if (why.code() != ErrorCode.EXPIRED) {
            throw new AssertionError("I1, one effect per order: " + command + " ended with " + why.message());
        }
    }

    private Map<String, String> wanted() {
        var wanted = new TreeMap<String, String>();
        for (var agent : world.agents) {
            wanted.put(agent.dc + " session", "open");
            world.records
                    .roots
                    .all()
                    .forEach(root -> root.wanted()
                            .getOrDefault(agent.dc, new TreeMap<>())
                            .forEach((key, body) -> {
                                wanted.put(agent.dc + " holds " + key, text(body));
                                if (key.startsWith(EdgeKey.WANTED_COMPONENTS)) {
                                    wanted.put(agent.dc + " reported " + root.uid(), text(body));
                                }
                            }));
            var head = world.records.sites.heads().find(agent.dc);
            head.ifPresent(is -> wanted.put(agent.dc + " received", String.valueOf(is.version())));
        }
        world.records.commands.all().forEach(command -> wanted.put(command.id(), "done"));
        return wanted;
    }

    private Map<String, String> observed(Map<String, String> wanted) {
        var observed = new TreeMap<String, String>();
        for (var agent : world.agents) {
            var disk = disks.stream()
                    .filter(some -> some.volume.equals(agent.volume))
                    .findFirst()
                    .orElseThrow();
            disk.held.tailMap(EdgeKey.WANTED).forEach((key, value) -> {
                if (key.startsWith(EdgeKey.WANTED)) {
                    observed.put(
                            agent.dc + " holds " + key,
                            text(Values.read(value, SiteObject.class).body()));
                }
            });
            world.records
                    .sessions
                    .find(agent.dc)
                    .filter(session -> !session.closed())
                    .ifPresent(_ -> observed.put(agent.dc + " session", "open"));
            world.records
                    .sites
                    .received()
                    .find(agent.dc)
                    .ifPresent(row -> observed.put(agent.dc + " received", String.valueOf(row.version())));
        }
        world.records
                .statuses
                .statuses()
                .all()
                .forEach(row -> observed.put(row.dc() + " reported " + row.uid(), compact(row.body())));
        world.records.commands.all().forEach(command -> observed.put(command.id(), command.state()));
        // A list that never had anything: nothing was received, and nothing is to be.
        observed.keySet().removeIf(what -> what.endsWith(" received") && !wanted.containsKey(what));
        return observed;
    }

    private static String compact(String json) {
        return json.replace(" ", "");
    }

    private static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }

    private void note(Fact fact) {
        world.history.note(fact);
    }
}
