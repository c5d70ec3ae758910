package io.skerry.edge.link;

import static io.skerry.testkit.patience.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.link.artifact.FileArtifactStore;
import io.skerry.store.EdgeStore;
import io.skerry.store.EdgeStores;
import io.skerry.testkit.invariant.Bounded;
import io.skerry.testkit.invariant.Bounded.Bound;
import io.skerry.testkit.invariant.Fact;
import io.skerry.testkit.invariant.History;
import io.skerry.testkit.network.FaultProxy;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an agent makes of a line that breaks in one direction, half, or hard. */
@Tag("F05")
class LineFaultsIT {

    /** The aim is 15 s; the keepalive that notices it is looked at every 5. */
    private static final Duration NOTICED = Duration.ofSeconds(20);

    private static final Duration BACK = Duration.ofSeconds(10);

    @TempDir
    private Path folder;

    private ScriptedHub hub;
    private EdgeStore store;
    private FaultProxy proxy;
    private Uplink uplink;

    @BeforeEach
    void connect() throws IOException {
        hub = new ScriptedHub(folder.resolve("hub"));
        hub.enrolled(folder, Instant.now());
        store = EdgeStores.open(folder);
        proxy = FaultProxy.to(hub.port());
        var settings = new LinkSettings(
                ScriptedHub.EAST, folder, List.of(proxy.address()), null, null, List.of("worker"), List.of());
        uplink = Uplink.create(
                settings,
                store,
                FileArtifactStore.open(folder.resolve("artifacts")),
                query -> {
                    throw new AssertionError("nobody asks for lines");
                },
                query -> List.of());
        uplink.start();
        await("it follows", () -> hub.syncs.size() == 1);
    }

    @AfterEach
    void close() {
        uplink.close();
        proxy.close();
        store.close();
        hub.close();
    }

    /** The control: a connection whose holder does not ask whether anybody is there stands for ever. */
    @Test
    void aHubThatIsNotHeardAnyMoreIsLeftAndFoundAgain() throws Exception {
        try (var unguarded =
                new Socket(proxy.address().getAddress(), proxy.address().getPort())) {
            proxy.down().hold();

            await(NOTICED, "the agent leaves", () -> !hub.sessions.getFirst().isOpen());

            unguarded.setSoTimeout(100);
            assertThatThrownBy(() -> unguarded.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
        proxy.down().release();
        await(BACK, "it is back", () -> hub.syncs.size() == 2);
    }

    @Test
    void anAgentThatIsNotHeardAnyMoreIsLeftAndComesBack() throws Exception {
        proxy.up().hold();

        await(NOTICED, "the hub leaves", () -> !hub.sessions.getFirst().isOpen());

        proxy.up().release();
        await(BACK, "it is back", () -> hub.syncs.size() >= 2);
    }

    @Test
    void hardAndHalfEndsAreComeBackFromAndLeaveNothing() throws Exception {
        var faults = List.<Consumer<FaultProxy>>of(
                FaultProxy::reset, FaultProxy::halfCloseDown, FaultProxy::halfCloseUp, FaultProxy::reset);
        var before = descriptors();
        var history = History.now(new Bounded(Map.of("descriptors", new Bound(before, 0))));
        for (var fault : faults) {
            var syncs = hub.syncs.size();
            fault.accept(proxy);
            await(BACK, "it is back", () -> hub.syncs.size() > syncs && proxy.connections() == 1);
            await(BACK, "no descriptor is left", () -> descriptors() <= before);
            history.note(new Fact.Sample("descriptors", descriptors()));
        }

        history.end();
        assertThat(hub.sessions.stream().filter(session -> session.isOpen())).hasSize(1);
    }

    /** Of this process, in which both ends run. */
    private static long descriptors() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }
}
