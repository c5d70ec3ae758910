package io.skerry.hub.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.skerry.hub.bench.load.OpenLoop.Rate;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a benchmark says is worth no more than the generator's honesty: it must see a stall, and hide no failure. */
class OpenLoopIT {

    private static final int ENOUGH = 50;

    private final Tally tally = new Tally();
    private final CountDownLatch sampled = new CountDownLatch(ENOUGH);
    private final AtomicInteger count = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void listen() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void requestsThatWaitForAStalledConnectionCountTheirWaiting() throws Exception {
        var planned = new CountDownLatch(20);
        answer(number -> {
            if (number == 1) {
                planned.await();
            }
            return 200;
        });
        run(1, Duration.ofSeconds(5), planned);
        assertThat(tally.failed()).isZero();
        // The first answer came when nineteen more, one each 10 ms, should have been sent: ten of the fifty waited for
        // 100 ms.
        assertThat(tally.latencies().millis(0.8)).isGreaterThan(50);
    }

    @Test
    void answersThatAreNoSuccessOrTooLateOrMissingAreFailures() throws Exception {
        var never = new CountDownLatch(1);
        answer(number -> {
            switch (number) {
                case 1 -> never.await();
                case 2 -> throw new IllegalStateException("the connection breaks");
                default -> {}
            }
            return number == 3 ? 503 : 200;
        });
        run(5, Duration.ofMillis(400), new CountDownLatch(0));
        never.countDown();
        assertThat(tally.failures(0)).hasSize(3);
        assertThat(tally.failed()).isEqualTo(3);
    }

    private void answer(Answers answers) {
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(answers.status(count.incrementAndGet()), -1);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
    }

    private void run(int connections, Duration timeout, CountDownLatch planned) throws InterruptedException {
        var loop = OpenLoop.start(
                new Rate(server.getAddress(), 100, connections, timeout),
                () -> {
                    planned.countDown();
                    return new Request("GET", "/", "x", List.of(), "", "GET", "");
                },
                sample -> {
                    tally.accept(sample);
                    sampled.countDown();
                });
        sampled.await();
        loop.end();
    }

    private interface Answers {
        int status(int number) throws InterruptedException;
    }
}
