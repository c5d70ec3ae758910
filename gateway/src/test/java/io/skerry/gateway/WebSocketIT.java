package io.skerry.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.testkit.patience.Eventually;
import java.net.URI;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.WebsocketServerSpec;

class WebSocketIT {

    /** The host a WebSocket client of the JDK names when it dials the gateway. */
    private static final String HOST = "127.0.0.1";

    @TempDir
    Path folder;

    private final DisposableServer echo = HttpServer.create()
            .host(HOST)
            .port(0)
            .route(routes -> routes.ws(
                            "/echo",
                            (in, out) -> out.sendString(Flux.concat(
                                    Flux.just("hello " + in.headers().get("X-Forwarded-For")),
                                    in.aggregateFrames(4 << 20).receive().asString())),
                            WebsocketServerSpec.builder()
                                    .protocols("chat")
                                    .maxFramePayloadLength(4 << 20)
                                    .build())
                    .ws("/close", (in, out) -> out.sendClose(4_001, "enough"))
                    .get("/refuse", (request, response) -> response.status(401).send()))
            .bindNow();
    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.start(folder);
        long version = gateway.site().route(HOST, "web");
        gateway.awaitLive(version, gateway.site().address("web", "web-1", echo.port(), true));
    }

    @AfterEach
    void stop() {
        gateway.close();
        echo.disposeNow();
    }

    @Test
    void carriesMessagesOfAnySizeBothWays() throws Exception {
        var listener = new Listener();
        var socket = open("/echo", listener);

        assertThat(listener.next()).isEqualTo("hello 127.0.0.1");
        socket.sendText("one", true).get();
        assertThat(listener.next()).isEqualTo("one");
        var big = "x".repeat(2 << 20);
        socket.sendText(big, true).get();
        assertThat(listener.next()).isEqualTo(big);
        assertThat(socket.getSubprotocol()).isEqualTo("chat");
        socket.abort();
    }

    @Test
    void staysOpenWhileTheTableChangesAroundIt() throws Exception {
        var listener = new Listener();
        var socket = open("/echo", listener);
        assertThat(listener.next()).startsWith("hello");

        for (int i = 0; i < 50; i++) {
            gateway.awaitLive(gateway.site().route("other-" + i + ".example.com", "other"), 0);
        }
        gateway.awaitRevision(gateway.site().gone("web", "web-1"));

        socket.sendText("still here", true).get();
        assertThat(listener.next()).isEqualTo("still here");
        assertThat(gateway.site().table().instancePorts()).contains(echo.port());
        socket.abort();
        Eventually.await(
                "the port is free",
                () -> !gateway.site().table().instancePorts().contains(echo.port()));
    }

    @Test
    void doesNotHoldUpTheEndOfTheProcess() throws Exception {
        var listener = new Listener();
        open("/echo", listener);
        assertThat(listener.next()).startsWith("hello");

        long begun = System.nanoTime();
        gateway.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void passesOnTheCloseCode() throws Exception {
        var listener = new Listener();
        open("/close", listener);

        assertThat(listener.next()).isEqualTo("closed 4001 enough");
    }

    @Test
    void passesOnTheRefusalOfAnInstance() {
        assertThatThrownBy(() -> open("/refuse", new Listener()))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(401));
    }

    @Test
    void saysThatNoInstanceIsReadyBeforeItAgrees() {
        gateway.awaitRevision(gateway.site().gone("web", "web-1"));

        assertThatThrownBy(() -> open("/echo", new Listener()))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(503));
    }

    private WebSocket open(String path, Listener listener) throws Exception {
        return gateway.client()
                .newWebSocketBuilder()
                .subprotocols("chat")
                .buildAsync(URI.create("ws://" + HOST + ":" + gateway.port() + path), listener)
                .get(10, TimeUnit.SECONDS);
    }

    private static final class Listener implements WebSocket.Listener {

        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final StringBuilder parts = new StringBuilder();

        String next() throws InterruptedException {
            return messages.poll(10, TimeUnit.SECONDS);
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
            parts.append(text);
            if (last) {
                messages.add(parts.toString());
                parts.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            messages.add("closed " + status + " " + reason);
            return null;
        }
    }
}
