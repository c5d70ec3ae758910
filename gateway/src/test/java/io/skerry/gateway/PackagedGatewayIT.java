package io.skerry.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.store.EdgeStores;
import io.skerry.testkit.patience.Eventually;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as the launcher starts it, against the real embedded store. */
class PackagedGatewayIT {

    private static final String SHOP = "shop.example.com";

    @TempDir
    Path folder;

    private final TestInstance web = new TestInstance("web-1");
    private final int port = RawServer.closedPort();
    private Process process;

    @AfterEach
    void stop() throws InterruptedException {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
        web.close();
    }

    @Test
    void servesFromTheStoreAndLaterWithoutIt() throws Exception {
        try (var store = EdgeStores.open(folder)) {
            var site = new TestSite(store);
            long version = site.route(SHOP, "web");
            site.address("web", "web-1", web.port(), true);
            start(Map.of());
            Eventually.await("the table is live", () -> site.table().siteVersion() >= version);
            assertThat(ask("/")).contains("200 OK", "web-1 /");
            Eventually.await("the table is on disk", () -> Files.exists(folder.resolve("gateway/table.json")));
        }
        assertThat(ask("/")).contains("web-1 /");

        process.destroyForcibly().waitFor();
        start(Map.of());

        Eventually.await("it serves from disk", () -> answers("/", "web-1 /"));
    }

    @Test
    void letsARequestEndBeforeItStops() throws Exception {
        var begun = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        web.at("/slow", exchange -> {
            begun.countDown();
            awaitQuietly(mayEnd);
            TestInstance.answer(exchange, 200, "in the end");
        });
        try (var store = EdgeStores.open(folder)) {
            var site = new TestSite(store);
            site.address("web", "web-1", web.port(), true);
            long version = site.route(SHOP, "web");
            start(Map.of());
            Eventually.await("the table is live", () -> site.table().siteVersion() >= version);
            try (var slow = dial()) {
                send(slow, "/slow");
                assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

                process.destroy();
                Eventually.await("it accepts no more", () -> !accepts());
                mayEnd.countDown();

                assertThat(read(slow)).contains("in the end");
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void refusesAllWrongSettingsAtOnceInPlainWords() throws Exception {
        start(Map.of("SKERRY_DC", "", "SKERRY_GATEWAY_PORT", "many"));

        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(2);
        assertThat(Files.readString(folder.resolve("gateway.log")))
                .contains("SKERRY_DC is not set", "SKERRY_GATEWAY_PORT: 'many' is no port")
                .doesNotContain("Exception");
    }

    private void start(Map<String, String> changed) throws IOException {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("target", "gateway.jar").toAbsolutePath().toString()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("gateway.log").toFile());
        builder.environment().put("SKERRY_DATA", folder.toString());
        builder.environment().put("SKERRY_DC", "east");
        builder.environment().put("SKERRY_GATEWAY_PORT", Integer.toString(port));
        builder.environment().putAll(changed);
        process = builder.start();
    }

    private boolean answers(String path, String expected) {
        try {
            return ask(path).contains(expected);
        } catch (IOException e) {
            return false;
        }
    }

    private boolean accepts() {
        try (var socket = dial()) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private String ask(String path) throws IOException {
        try (var socket = dial()) {
            send(socket, path);
            return read(socket);
        }
    }

    private static void send(Socket socket, String path) throws IOException {
        var request = "GET " + path + " HTTP/1.1\r\nHost: " + SHOP + "\r\nConnection: close\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    }

    private static String read(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private Socket dial() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
