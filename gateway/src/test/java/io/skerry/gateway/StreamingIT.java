package io.skerry.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamingIT {

    private static final String SHOP = "shop.example.com";
    private static final long BIG = 64L << 20;

    @TempDir
    Path folder;

    private final TestInstance web = new TestInstance("web-1");
    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.start(folder);
    }

    @AfterEach
    void stop() {
        gateway.close();
        web.close();
    }

    @Test
    void passesOnEachEventBeforeTheNextIsSent() throws Exception {
        var events = new SynchronousQueue<String>();
        web.at("/events", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            for (var event = take(events); !event.isEmpty(); event = take(events)) {
                exchange.getResponseBody().write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
        });
        gateway.serve(SHOP, "web", web);

        var answering =
                gateway.client().sendAsync(gateway.request(SHOP, "/events").build(), BodyHandlers.ofInputStream());
        for (int i = 0; i < 5; i++) {
            assertThat(events.offer("event " + i, 10, TimeUnit.SECONDS)).isTrue();
            if (i == 0) {
                answering.get(10, TimeUnit.SECONDS);
            }
        }
        events.put("");
        try (var lines =
                new BufferedReader(new InputStreamReader(answering.get().body(), StandardCharsets.UTF_8))) {
            assertThat(lines.lines().filter(line -> line.startsWith("data"))).hasSize(5);
        }
    }

    @Test
    void readsAnEventWhileTheInstanceHoldsBackTheNext() throws Exception {
        var seen = new CountDownLatch(1);
        web.at("/events", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write("first\n".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            await(seen);
            exchange.getResponseBody().write("second\n".getBytes(StandardCharsets.UTF_8));
        });
        gateway.serve(SHOP, "web", web);

        var answer = gateway.client().send(gateway.request(SHOP, "/events").build(), BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("first");
            seen.countDown();
            assertThat(lines.readLine()).isEqualTo("second");
        }
    }

    @Test
    void passesOnTheBeginningOfAnUploadBeforeItsEndIsSent() throws Exception {
        var begun = new CountDownLatch(1);
        web.at("/upload", exchange -> {
            exchange.getRequestBody().read();
            begun.countDown();
            exchange.getRequestBody().readAllBytes();
            TestInstance.answer(exchange, 200, "done");
        });
        gateway.serve(SHOP, "web", web);

        try (var socket = gateway.dial()) {
            socket.getOutputStream()
                    .write(("POST /upload HTTP/1.1\r\nHost: " + SHOP
                                    + "\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n5\r\nhello\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            socket.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("done");
        }
    }

    @Test
    void carriesBigBodiesBothWaysWithoutHoldingThem() throws Exception {
        web.at("/echo-length", exchange -> {
            long length = drain(exchange.getRequestBody());
            exchange.sendResponseHeaders(200, length);
            exchange.getRequestBody().close();
            for (long sent = 0; sent < length; sent += 1 << 16) {
                exchange.getResponseBody().write(new byte[1 << 16]);
            }
        });
        gateway.serve(SHOP, "web", web);

        var answer = gateway.client()
                .send(
                        gateway.request(SHOP, "/echo-length")
                                .method("DELETE", BodyPublishers.ofInputStream(() -> new Zeros(BIG)))
                                .build(),
                        BodyHandlers.ofInputStream());

        assertThat(drain(answer.body())).isEqualTo(BIG);
    }

    @Test
    void breaksTheConnectionWhenTheInstanceStopsInTheMiddleOfItsAnswer() {
        try (var half = new RawServer(socket -> {
            socket.getInputStream().read();
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"
                            .getBytes(StandardCharsets.UTF_8));
        })) {
            long version = gateway.site().route(SHOP, "web");
            gateway.awaitLive(version, gateway.site().address("web", "web-1", half.port(), true));

            assertThatThrownBy(() -> gateway.get(SHOP, "/")).hasRootCauseInstanceOf(IOException.class);
        }
    }

    @Test
    void waitsForTheAnswerBehindAnInterimOne() {
        try (var hinting = new RawServer(socket -> {
            socket.getInputStream().read();
            socket.getOutputStream()
                    .write(("HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n"
                                    + "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nreal")
                            .getBytes(StandardCharsets.UTF_8));
            socket.getInputStream().read(new byte[4096]);
        })) {
            long version = gateway.site().route(SHOP, "web");
            gateway.awaitLive(version, gateway.site().address("web", "web-1", hinting.port(), true));

            var answer = gateway.get(SHOP, "/");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("real");
        }
    }

    @Test
    void endsTheInstancesWorkWhenTheClientLeaves() throws Exception {
        var left = new CountDownLatch(1);
        web.at("/events", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write(new byte[4096]);
                    exchange.getResponseBody().flush();
                }
            } catch (IOException e) {
                left.countDown();
            }
        });
        gateway.serve(SHOP, "web", web);

        var answer = gateway.client().send(gateway.request(SHOP, "/events").build(), BodyHandlers.ofInputStream());
        answer.body().close();

        assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static String take(SynchronousQueue<String> events) {
        try {
            return events.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long drain(InputStream in) throws IOException {
        long length = 0;
        var buffer = new byte[1 << 16];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            length += read;
        }
        return length;
    }

    /** So many zeros, held nowhere. */
    private static final class Zeros extends InputStream {
        private long left;

        Zeros(long length) {
            left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            int given = (int) Math.min(length, left);
            left -= given;
            return given;
        }
    }
}
