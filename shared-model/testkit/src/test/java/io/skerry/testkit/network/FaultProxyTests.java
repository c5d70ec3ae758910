package io.skerry.testkit.network;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.testkit.patience.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTests {

    private static final int SOON = 10_000;
    private static final int NEVER = 200;

    private final Queue<String> heard = new ConcurrentLinkedQueue<>();
    private ServerSocket echo;
    private FaultProxy proxy;

    @BeforeEach
    void open() throws IOException {
        echo = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::serve);
        proxy = FaultProxy.to(echo.getLocalPort());
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        echo.close();
    }

    @Test
    void aProxyWithoutAFaultIsNotNoticed() throws IOException {
        try (var socket = dial()) {
            send(socket, "hello");
            assertThat(receive(socket, 5)).isEqualTo("hello");
            socket.shutdownOutput();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        Eventually.await("the connection is gone", () -> proxy.connections() == 0);
    }

    @Test
    void aDelayIsATimeOnTheWayAndNotASlowerLine() throws IOException {
        proxy.down().delay(Duration.ofMillis(300), Duration.ofMillis(100), 1);
        try (var socket = dial()) {
            var began = System.nanoTime();
            for (var i = 0; i < 50; i++) {
                send(socket, "hello");
            }
            assertThat(receive(socket, 250)).isEqualTo("hello".repeat(50));
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
        }
    }

    @Test
    void aHeldLineIsSilentWhileTheOtherWorksAndDeliversAllOnceReleased() throws IOException {
        try (var socket = dial()) {
            proxy.down().hold();
            send(socket, "one");
            Eventually.await("the target hears", () -> heard.contains("one"));
            socket.setSoTimeout(NEVER);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);

            proxy.down().release();

            assertThat(receive(socket, 3)).isEqualTo("one");
        }
    }

    @Test
    void aResetIsSeenAsOne() throws IOException {
        try (var socket = dial()) {
            send(socket, "one");
            receive(socket, 3);

            proxy.reset();

            assertThatThrownBy(() -> receive(socket, 1)).isInstanceOf(SocketException.class);
        }
        try (var socket = dial()) {
            send(socket, "two");
            assertThat(receive(socket, 3)).isEqualTo("two");
        }
    }

    @Test
    void aHalfClosedConnectionEndsInOneDirectionOnly() throws IOException {
        try (var socket = dial()) {
            send(socket, "one");
            receive(socket, 3);

            proxy.halfCloseDown();

            assertThat(socket.getInputStream().read()).isEqualTo(-1);
            send(socket, "two");
            Eventually.await("the target still hears", () -> heard.contains("two"));
        }
    }

    @Test
    void aLostReplyIsThatOfARequestThatWasHeard() throws IOException {
        try (var socket = dial()) {
            proxy.loseReplies();
            send(socket, "pay");

            assertThatThrownBy(() -> receive(socket, 1)).isInstanceOf(SocketException.class);
            assertThat(heard).containsExactly("pay");
        }
    }

    @Test
    void aRepeatedRequestIsHeardTwiceAndAnsweredOnce() throws IOException {
        proxy.repeatRequests();
        try (var socket = dial()) {
            send(socket, "pay");

            assertThat(receive(socket, 3)).isEqualTo("pay");
            Eventually.await("it is heard twice", () -> heard.size() == 2);
            socket.setSoTimeout(NEVER);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void aCutAfterSoManyBytesDeliversThose() throws IOException {
        proxy.down().after(3, proxy::cut);
        try (var socket = dial()) {
            send(socket, "hello");
            assertThat(new String(socket.getInputStream().readAllBytes(), UTF_8))
                    .isEqualTo("hel");
        }
        try (var refused = dial()) {
            assertThat(refused.getInputStream().read()).isEqualTo(-1);
        }
        proxy.mend();
        try (var socket = dial()) {
            send(socket, "hello");
            assertThat(receive(socket, 5)).isEqualTo("hello");
        }
    }

    @Test
    void aSlicedLineLetsPiecesPass() throws Exception {
        var line = new Line();
        line.slice(3);

        assertThat(line.admit(100)).isEqualTo(3);
        assertThat(line.admit(2)).isEqualTo(2);
        assertThat(line.delivered()).isEqualTo(5);
    }

    private Socket dial() throws IOException {
        var socket = new Socket(proxy.address().getAddress(), proxy.address().getPort());
        socket.setSoTimeout(SOON);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    private static String receive(Socket socket, int length) throws IOException {
        socket.setSoTimeout(SOON);
        var bytes = socket.getInputStream().readNBytes(length);
        return new String(bytes, UTF_8);
    }

    private void serve() {
        while (!echo.isClosed()) {
            try {
                var socket = echo.accept();
                Thread.startVirtualThread(() -> answer(socket));
            } catch (IOException e) {
                // closed
            }
        }
    }

    private void answer(Socket socket) {
        var buffer = new byte[1024];
        try (socket) {
            var in = socket.getInputStream();
            for (var n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                heard.add(new String(buffer, 0, n, UTF_8));
                socket.getOutputStream().write(buffer, 0, n);
            }
        } catch (IOException e) {
            // the fault under test
        }
    }
}
