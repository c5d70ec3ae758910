package io.skerry.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.testkit.patience.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayIT {

    private static final int MUCH = 32 << 20;

    @TempDir
    Path folder;

    private final RawServer one = new RawServer(socket -> echo("one ", socket));
    private final RawServer two = new RawServer(socket -> echo("two ", socket));
    private final int listen = RawServer.closedPort();
    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.start(folder);
    }

    @AfterEach
    void stop() {
        gateway.close();
        one.close();
        two.close();
    }

    @Test
    void carriesBytesToAReadyInstanceAndKeepsHalfClosedConnections() throws IOException {
        gateway.site().address("db", "db-1", one.port(), true);
        hold();

        try (var socket = dial()) {
            socket.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo("one hello");
        }
    }

    @Test
    void bringsBackMoreThanFitsIntoBuffersAfterTheClientHasEndedItsSide() throws IOException {
        try (var generous = new RawServer(RelayIT::giveMuch)) {
            gateway.site().address("db", "db-1", generous.port(), true);
            hold();
            try (var socket = dial()) {
                socket.shutdownOutput();
                assertThat(socket.getInputStream().readAllBytes()).hasSize(MUCH);
            }
        }
    }

    @Test
    void followsTheInstances() throws IOException {
        gateway.site().address("db", "db-1", one.port(), true);
        hold();
        assertThat(ask()).isEqualTo("one hi");

        gateway.site().address("db", "db-2", two.port(), true);
        gateway.awaitRevision(gateway.site().gone("db", "db-1"));

        assertThat(ask()).isEqualTo("two hi");
    }

    @Test
    void triesAnotherInstanceWhenOneTakesNoConnection() throws IOException {
        gateway.site().address("db", "db-0", RawServer.closedPort(), true);
        gateway.site().address("db", "db-1", one.port(), true);
        hold();

        for (int i = 0; i < 4; i++) {
            assertThat(ask()).isEqualTo("one hi");
        }
    }

    @Test
    void resetsTheConnectionWhenNoInstanceIsReady() {
        hold();

        assertThatThrownBy(this::ask).isInstanceOf(IOException.class);
    }

    @Test
    void givesThePortUpWhenNobodyDependsOnItAnyMore() {
        hold();

        gateway.site().noRelay("db");

        Eventually.await(
                "the relay is gone", () -> gateway.site().table().relays().isEmpty());
        assertThatThrownBy(this::dial).isInstanceOf(IOException.class);
    }

    @Test
    void reportsAnInstancesPortAsLongAsAConnectionUsesIt() throws IOException {
        gateway.site().address("db", "db-1", one.port(), true);
        hold();
        try (var socket = dial()) {
            socket.getOutputStream().write('x');
            socket.getInputStream().read();
            gateway.awaitRevision(gateway.site().gone("db", "db-1"));
            assertThat(gateway.site().table().instancePorts()).contains(one.port());
        }
        Eventually.await(
                "the port is free",
                () -> !gateway.site().table().instancePorts().contains(one.port()));
    }

    @Test
    void carriesMoreThanItWouldHold() throws Exception {
        gateway.site().address("db", "db-1", one.port(), true);
        hold();
        var block = new byte[1 << 20];
        try (var socket = dial()) {
            var writing = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < 64; i++) {
                        socket.getOutputStream().write(block);
                    }
                    socket.shutdownOutput();
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            long read = 0;
            for (int got = socket.getInputStream().read(block);
                    got >= 0;
                    got = socket.getInputStream().read(block)) {
                read += got;
            }
            writing.join();
            assertThat(read).isEqualTo((64L << 20) + "one ".length());
        }
    }

    private void hold() {
        gateway.site().relay("db", listen);
        Eventually.await(
                "the relay is held", () -> gateway.site().table().relays().contains(listen));
    }

    private String ask() throws IOException {
        try (var socket = dial()) {
            socket.getOutputStream().write("hi".getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (answer.isEmpty()) {
                throw new IOException("an end without an answer");
            }
            return answer;
        }
    }

    private Socket dial() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), listen);
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void giveMuch(Socket socket) throws IOException {
        socket.getInputStream().readAllBytes();
        socket.getOutputStream().write(new byte[MUCH]);
    }

    private static void echo(String greeting, Socket socket) throws IOException {
        socket.getOutputStream().write(greeting.getBytes(StandardCharsets.UTF_8));
        socket.getInputStream().transferTo(socket.getOutputStream());
        socket.shutdownOutput();
    }
}
