package io.skerry.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.gateway.guard.ServerLimits;
import io.skerry.model.error.InvalidInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.resources.LoopResources;

class LimitsIT {

    private static final ServerLimits TIGHT =
            new ServerLimits(2, 1024, 2048, Duration.ofMillis(300), Duration.ofMillis(300), Duration.ofSeconds(30));

    private static final Mono<Long> LATER = Mono.delay(TIGHT.head().multipliedBy(2));

    @TempDir
    Path folder;

    @Test
    void closesAConnectionWhoseHeadDripsForTooLong() throws IOException {
        try (var server = new LimitedServer();
                var socket = server.dial();
                var _ = new Drip(socket.getOutputStream())) {
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
        }
    }

    @Test
    void closesAConnectionWhoseSecondHeadDripsForTooLong() throws IOException {
        try (var server = new LimitedServer();
                var socket = server.dial()) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
            try (var _ = new Drip(socket.getOutputStream())) {
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                        .startsWith("TTP/1.1 200");
            }
        }
    }

    @Test
    void waitsForAnAnswerLongerThanForAHead() throws IOException {
        try (var server = new LimitedServer();
                var socket = server.dial()) {
            var ask = "POST /slow HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n";
            socket.getOutputStream().write(ask.getBytes(StandardCharsets.US_ASCII));
            var goOn = "HTTP/1.1 100 Continue\r\n\r\n";
            assertThat(new String(socket.getInputStream().readNBytes(goOn.length()), StandardCharsets.US_ASCII))
                    .isEqualTo(goOn);
            socket.getOutputStream().write("abc".getBytes(StandardCharsets.US_ASCII));
            assertThat(socket.getInputStream().read()).isEqualTo('H');
        }
    }

    @Test
    void refusesALargerHeadThanAllowed() throws IOException {
        try (var server = new LimitedServer()) {
            assertThat(server.ask("GET / HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(4096) + "\r\n\r\n"))
                    .startsWith("HTTP/1.1 431");
            assertThat(server.ask("GET /" + "x".repeat(2048) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                    .startsWith("HTTP/1.1 414");
        }
    }

    @Test
    void closesConnectionsAboveTheLimit() throws IOException {
        try (var server = new LimitedServer();
                var one = server.dial();
                var two = server.dial()) {
            one.getOutputStream().write('G');
            two.getOutputStream().write('G');
            try (var three = server.dial()) {
                assertThat(three.getInputStream().readAllBytes()).isEmpty();
            }
        }
    }

    @Test
    void namesTheTakenPortAndWhatToDo() {
        try (var first = TestGateway.start(folder)) {
            assertThatThrownBy(() -> TestGateway.onPort(folder, first.port()))
                    .isInstanceOf(InvalidInput.class)
                    .hasMessageContainingAll("port " + first.port(), "taken", "SKERRY_GATEWAY_PORT");
        }
    }

    /** A byte every now and then, until it is closed or the connection is. */
    private static final class Drip implements AutoCloseable {

        private static final long EVERY_MILLIS = 20;
        private final CountDownLatch over = new CountDownLatch(1);

        Drip(OutputStream out) {
            Thread.ofVirtual().start(() -> run(out));
        }

        private void run(OutputStream out) {
            try {
                while (!over.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                    out.write('x');
                }
            } catch (IOException | InterruptedException e) {
                // Closed, as it should be.
            }
        }

        @Override
        public void close() {
            over.countDown();
        }
    }

    /** The limits on a server that answers everything. */
    private static final class LimitedServer implements AutoCloseable {

        private final LoopResources loops = LoopResources.create("limited", 1, true);
        private final DisposableServer server = TIGHT.on(loops)
                .apply(HttpServer.create().host("127.0.0.1").port(0))
                .handle((request, response) -> response.sendString(
                        request.uri().equals("/slow")
                                ? request.receive().asString().then(LATER).thenReturn("ok")
                                : Mono.just("ok")))
                .bindNow();

        Socket dial() throws IOException {
            var socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            socket.setSoTimeout(10_000);
            return socket;
        }

        String ask(String request) throws IOException {
            try (var socket = dial()) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                return new String(untilClosed(socket.getInputStream()), StandardCharsets.US_ASCII);
            }
        }

        /** A server that closes on unread bytes resets; what it said before counts. */
        private static byte[] untilClosed(InputStream in) {
            var said = new ByteArrayOutputStream();
            try {
                for (int b = in.read(); b >= 0; b = in.read()) {
                    said.write(b);
                }
            } catch (IOException e) {
                // The reset.
            }
            return said.toByteArray();
        }

        @Override
        public void close() {
            server.disposeNow();
            loops.dispose();
        }
    }
}
