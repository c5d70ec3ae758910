package io.skerry.hub.lab;

import static io.skerry.testkit.patience.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.testkit.lab.Namespace;
import io.skerry.testkit.network.FaultProxy;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data center in a network of its own loses one direction of its cable: packets vanish in the kernel, as they do on a broken path. */
@Tag("F05")
class OneWayLossIT {

    /** The aim is 15 s; the keepalive that notices it is looked at every 5. */
    private static final Duration NOTICED = Duration.ofSeconds(30);

    private static final Duration BACK = Duration.ofSeconds(30);
    private static final String LEFT = "the session with the hub ended";

    @TempDir
    private Path folder;

    private LabHub hub;
    private Namespace network;
    private FaultProxy entrance;
    private LabSite site;
    private ServerSocket silent;
    private Process unguarded;

    @BeforeEach
    void connect() throws Exception {
        hub = LabHub.start(folder.resolve("hub"));
        network = Namespace.open();
        entrance = FaultProxy.at(network.machine(), hub.link().getPort());
        site = LabSite.start(hub, "east", folder.resolve("east"), entrance.address(), network.entering());
        silent = new ServerSocket(0, 1, network.machine());
        unguarded = connection();
    }

    @AfterEach
    void close() throws IOException {
        silent.close();
        unguarded.destroyForcibly();
        site.close();
        entrance.close();
        network.close();
        hub.close();
    }

    @Test
    void whatVanishesOnTheWayToTheDataCenterIsNoticedOnBothSidesAndHeals() throws Exception {
        network.cutIn();
        isNoticed();
        network.healIn();
        await(BACK, "it is back", () -> site.linkState().equals("current"));
    }

    @Test
    void whatVanishesOnTheWayToTheHubIsNoticedOnBothSidesAndHeals() throws Exception {
        network.cutOut();
        isNoticed();
        network.healOut();
        await(BACK, "it is back", () -> site.linkState().equals("current"));
    }

    /** The control: of a connection over the same cable whose holder does not ask, nobody notices anything. */
    private void isNoticed() throws Exception {
        await(NOTICED, "the agent leaves", () -> site.agent().said().contains(LEFT));
        await(NOTICED, "the hub says so", () -> site.linkState().equals("lost"));
        assertThat(unguarded.isAlive()).isTrue();
    }

    private Process connection() throws IOException {
        var command = new ArrayList<>(network.entering());
        var there = "/dev/tcp/" + network.machine().getHostAddress() + "/" + silent.getLocalPort();
        command.addAll(List.of("bash", "-c", "exec 3<>" + there + " && cat <&3"));
        return new ProcessBuilder(command).start();
    }
}
