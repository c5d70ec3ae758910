package io.skerry.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.store.Change;
import io.skerry.store.EdgeStore;
import io.skerry.store.Entry;
import io.skerry.store.Operation;
import io.skerry.store.Txn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SimulationTests {

    private static final byte[] VALUE = {1};

    @Test
    void oneSeedIsOneStoryAndAnotherSeedIsAnother() {
        assertThat(story(7)).isEqualTo(story(7)).isNotEqualTo(story(8));
    }

    private static String story(long seed) {
        var simulation = new Simulation(seed);
        var network = new VirtualNetwork(simulation);
        network.way("a", "b").delay(1, 100);
        network.way("a", "b").spoil(0.2, 0.2);
        IntStream.range(0, 50).forEach(i -> network.send("a", "b", "packet " + i, () -> {}));
        simulation.runUntil(1_000);
        return simulation.trace().digest();
    }

    @Test
    void packetsAreLostDoubledAndReordered() {
        var simulation = new Simulation(1);
        var network = new VirtualNetwork(simulation);
        network.way("a", "b").delay(1, 100);
        network.way("a", "b").spoil(0.2, 0.2);
        var come = new ArrayList<Integer>();
        IntStream.range(0, 100).forEach(i -> network.send("a", "b", "", () -> come.add(i)));
        simulation.runUntil(1_000);

        assertThat(come).isNotEqualTo(come.stream().sorted().toList());
        assertThat(come.stream().distinct().count()).isLessThan(100).isLessThan(come.size());
    }

    @Test
    void aStreamKeepsItsOrderThroughLossAndIsSilentThroughACut() {
        var simulation = new Simulation(3);
        var network = new VirtualNetwork(simulation);
        network.way("a", "b").spoil(0.5, 0);
        var connection = VirtualConnection.open(simulation, network, live(simulation, "a"), live(simulation, "b"));
        var come = new ArrayList<Integer>();
        IntStream.range(0, 20).forEach(i -> connection.near().send("s", "", () -> come.add(i)));
        simulation.runUntil(60_000);
        assertThat(come).isEqualTo(IntStream.range(0, 20).boxed().toList());

        network.way("a", "b").cut();
        connection.near().send("s", "", () -> come.add(20));
        simulation.runUntil(90_000);

        assertThat(come).hasSize(20);
        assertThat(connection.far().isOpen()).as("who hears nothing gives up").isFalse();
        assertThat(connection.near().isOpen())
                .as("and says so on the way that is whole")
                .isFalse();
    }

    @Test
    void whatWasSyncedOutlivesAnyDeathAndTheRestMayNot() {
        var lost =
                LongStream.range(0, 200).filter(SimulationTests::isLostUnsynced).count();

        assertThat(lost).isBetween(20L, 180L);
    }

    private static boolean isLostUnsynced(long seed) {
        var simulation = new Simulation(seed);
        var disk = new VirtualDisk<String>(simulation);
        disk.append("safe");
        disk.sync();
        disk.append("unsafe");
        disk.crash();
        assertThat(disk.read()).startsWith("safe");
        return disk.read().size() == 1;
    }

    @Test
    void aNodeDiesAtAnyPointOfAWriteAndFindsAllThatItWasToldIsSafe() {
        for (var points = 0; points < 9; points++) {
            var simulation = new Simulation(points);
            var volume = new DiskStore.Volume("store", new VirtualDisk<>(simulation));
            var node = live(simulation, "n");
            var told = new ArrayList<String>();
            node.arm(points);
            node.after(1, "write", () -> {
                var store = new DiskStore(simulation, node, volume);
                for (var key : List.of("a", "b", "c", "d")) {
                    store.put(key, VALUE);
                    told.add(key);
                }
            });
            simulation.runUntil(10);
            volume.disk().crash();

            assertThat(node.isUp()).isFalse();
            assertThat(keys(new DiskStore(simulation, node, volume)))
                    .containsAll(told)
                    .hasSizeLessThanOrEqualTo(3);
        }
    }

    @Test
    void whatADeadLifePlannedNeverHappensAndAStoppedOneIsLate() {
        var simulation = new Simulation(1);
        var node = live(simulation, "n");
        var happened = new ArrayList<String>();
        node.after(5, "", () -> happened.add("planned"));
        node.kill();
        node.start(() -> node.after(5, "", () -> happened.add("second life")));
        node.stop();
        simulation.runUntil(100);
        assertThat(happened).isEmpty();

        node.resume();
        simulation.runUntil(200);

        assertThat(happened).containsExactly("second life");
    }

    @Test
    void watchesHearEachTransactionOnceInOrder() {
        var simulation = new Simulation(5);
        var node = live(simulation, "n");
        var store = new DiskStore(simulation, node, new DiskStore.Volume("s", new VirtualDisk<>(simulation)));
        var heard = new ArrayList<Long>();
        var watch = store.watch("k/", 0, new EdgeStore.WatchListener() {
            @Override
            public void changed(long revision, List<Change> changes) {
                heard.add(revision);
            }

            @Override
            public void compacted(long oldestRevision) {
                heard.add(-1L);
            }
        });
        for (var i = 0; i < 10; i++) {
            store.txn(Txn.of(Operation.put("k/" + i % 3, VALUE), Operation.put("other/" + i, VALUE)));
        }
        simulation.runUntil(100);
        watch.close();
        store.put("k/late", VALUE);
        simulation.runUntil(200);

        assertThat(heard).isEqualTo(LongStream.rangeClosed(1, 10).boxed().toList());
    }

    @Test
    void aFailureNamesItsSeedAndTheLastOfItsTrace() {
        assertThatThrownBy(() -> Seeds.run(42, Simulation::new, simulation -> {
                    simulation.after(1, "the last thing", () -> {
                        throw new IllegalStateException("broken");
                    });
                    simulation.runUntil(2);
                    return 0;
                }))
                .hasMessageContaining("seed 42 at 1 ms: broken")
                .hasMessageContaining("-Dsimulation.seed=42")
                .hasMessageContaining("the last thing");
    }

    private static Node live(Simulation simulation, String name) {
        var node = new Node(simulation, name);
        node.start(() -> {});
        return node;
    }

    private static List<String> keys(EdgeStore store) {
        return store.list("").entries().stream().map(Entry::key).toList();
    }
}
