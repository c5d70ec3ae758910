package io.skerry.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.testkit.patience.Eventually;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryIT {

    private static final String SHOP = "shop.example.com";

    @TempDir
    Path folder;

    private final TestInstance web = new TestInstance("web-1");
    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.impatient(folder, Duration.ofMillis(500));
    }

    @AfterEach
    void stop() {
        gateway.close();
        web.close();
    }

    @Test
    void asksAnotherInstanceWhenOneDoesNotTakeAGet() {
        gateway.serve(SHOP, "web", web);
        withDeadInstance();

        for (int i = 0; i < 20; i++) {
            assertThat(gateway.get(SHOP, "/").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void neverAsksAnotherInstanceForAPost() {
        gateway.serve(SHOP, "web", web);
        withDeadInstance();

        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < 4; i++) {
            statuses.add(gateway.post(SHOP, "/", "order-" + i).statusCode());
        }

        assertThat(statuses).contains(502, 200);
        assertThat(web.bodies())
                .hasSize((int) statuses.stream().filter(s -> s == 200).count());
    }

    @Test
    void prefersOthersForAWhileToAnInstanceThatTookNoConnection() {
        gateway.serve(SHOP, "web", web);
        withDeadInstance();

        var failed = 0;
        for (int i = 0; i < 10; i++) {
            failed += gateway.post(SHOP, "/", "order-" + i).statusCode() == 502 ? 1 : 0;
        }

        assertThat(failed).isLessThanOrEqualTo(2);
    }

    @Test
    void saysThatNoInstanceTookTheConnection() {
        long version = gateway.site().route(SHOP, "web");
        gateway.awaitLive(version, gateway.site().address("web", "web-1", RawServer.closedPort(), true));

        var answer = gateway.get(SHOP, "/");

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("did not accept the connection");
        assertThat(answer.headers().firstValue("Skerry-Reason")).hasValue("instance-unreachable");
    }

    @Test
    void asksOnceMoreForAGetThatWasDroppedAndNotForAPost() {
        try (var dropping = new RawServer(socket -> socket.getInputStream().read())) {
            long version = gateway.site().route(SHOP, "web");
            gateway.site().address("web", "web-8", dropping.port(), true);
            gateway.awaitLive(version, gateway.site().address("web", "web-9", dropping.port(), true));

            assertThat(gateway.get(SHOP, "/").statusCode()).isEqualTo(502);
            assertThat(dropping.accepted()).isEqualTo(2);
            var answer = gateway.post(SHOP, "/", "order");
            assertThat(answer.statusCode()).isEqualTo(502);
            assertThat(answer.body()).contains("closed the connection before it gave an answer");
            assertThat(dropping.accepted()).isEqualTo(3);
        }
    }

    @Test
    void saysThatTheInstanceTookTooLong() {
        var forEver = new CountDownLatch(1);
        try (var silent = new RawServer(socket -> awaitQuietly(forEver))) {
            long version = gateway.site().route(SHOP, "web");
            gateway.awaitLive(version, gateway.site().address("web", "web-1", silent.port(), true));

            var answer = gateway.get(SHOP, "/");

            assertThat(answer.statusCode()).isEqualTo(504);
            assertThat(silent.accepted()).isEqualTo(1);
            forEver.countDown();
        }
    }

    @Test
    void saysThatTheAnswerWasNoHttp() {
        try (var odd = new RawServer(
                socket -> socket.getOutputStream().write("SSH-2.0-OpenSSH\r\n\r\n".getBytes(StandardCharsets.UTF_8)))) {
            long version = gateway.site().route(SHOP, "web");
            gateway.awaitLive(version, gateway.site().address("web", "web-1", odd.port(), true));

            assertThat(gateway.get(SHOP, "/").statusCode()).isEqualTo(502);
        }
    }

    @Test
    void waitsForAnAnswerNoLongerOnceItHasBegun() {
        web.at("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('a');
            exchange.getResponseBody().flush();
            awaitQuietly(Duration.ofMillis(1_200));
            exchange.getResponseBody().write('b');
        });
        gateway.serve(SHOP, "web", web);

        assertThat(gateway.get(SHOP, "/slow").body()).isEqualTo("ab");
    }

    @Test
    void losesNoPostToConnectionsThatInstancesCloseWhenIdle() {
        try (var hasty = new RawServer(RetryIT::answerThenCloseAfterTwoSeconds)) {
            long version = gateway.site().route(SHOP, "web");
            gateway.awaitLive(version, gateway.site().address("web", "web-1", hasty.port(), true));

            for (int i = 0; i < 4; i++) {
                assertThat(gateway.post(SHOP, "/", "order-" + i).statusCode()).isEqualTo(200);
                awaitQuietly(Duration.ofMillis(1_950 + 25 * i));
            }
        }
    }

    @Test
    void bringsEveryPostToExactlyOneInstanceWhileInstancesComeAndGo() throws Exception {
        var two = new TestInstance("web-2");
        gateway.serve(SHOP, "web", web, two);
        var sent = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 600; i++) {
            var body = "order-" + i;
            sent.add(() -> gateway.post(SHOP, "/", body).statusCode());
        }
        List<Future<Integer>> answers;
        var done = new CountDownLatch(1);
        try (var clients = Executors.newFixedThreadPool(4);
                var churn = Executors.newVirtualThreadPerTaskExecutor()) {
            churn.execute(() -> {
                while (done.getCount() > 0) {
                    gateway.awaitRevision(gateway.site().gone("web", "web-2"));
                    gateway.awaitRevision(gateway.site().address("web", "web-2", two.port(), true));
                }
            });
            answers = clients.invokeAll(sent);
            done.countDown();
        }

        for (var answer : answers) {
            assertThat(answer.get()).isEqualTo(200);
        }
        var arrived = new ArrayList<>(web.bodies());
        arrived.addAll(two.bodies());
        assertThat(arrived).hasSize(600);
        assertThat(new HashSet<>(arrived)).hasSize(600);
        assertThat(two.bodies()).isNotEmpty();
        two.close();
    }

    private void withDeadInstance() {
        gateway.awaitRevision(gateway.site().address("web", "web-0", RawServer.closedPort(), true));
    }

    private static void answerThenCloseAfterTwoSeconds(java.net.Socket socket) throws java.io.IOException {
        socket.setSoTimeout(2_000);
        var in = socket.getInputStream();
        while (in.read() >= 0) {
            in.skipNBytes(in.available());
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void awaitQuietly(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        Eventually.await("time passed", () -> System.nanoTime() >= end);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
