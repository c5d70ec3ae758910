package io.skerry.hub.datacenter.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import io.skerry.link.session.Session;
import io.skerry.model.message.Ping;
import io.skerry.testkit.patience.Eventually;
import io.skerry.testkit.postgres.PostgresServer;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * PostgreSQL is stopped where it stands: its connections are open and nobody answers. Callers hear of it in time, the link does not notice, and
 * nothing that was not heard meanwhile counts against a data center. {@code -Dstopped.seconds} says for how long.
 */
@Tag("F13")
class DatabaseStoppedIT {

    private static final Duration STOPPED = Duration.ofSeconds(Integer.getInteger("stopped.seconds", 6));
    private static final int CALLERS = 300;
    /** The most a request takes: five seconds for its transaction, one more to give the connection up, five if it came first for another. */
    private static final Duration IN_TIME = Duration.ofSeconds(12);

    private static final int THREADS = 40;
    private static final Duration RECOVERY = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private PostgresServer server;
    private TestHub hub;
    private TestAgent agent;
    private Session session;

    @BeforeEach
    void start() throws InterruptedException {
        server = PostgresServer.make(folder.resolve("database"));
        hub = TestHub.over(server.url());
        hub.post("/api/v1/data-centers", "{\"name\": \"east\", \"spec\": {\"runtime\": \"process\"}}");
        agent = TestAgent.enrol(hub, "east");
        session = agent.connect();
        Eventually.await("it is current", () -> link().equals("current"));
    }

    @AfterEach
    void stop() {
        agent.close();
        server.resume();
        hub.close();
        server.close();
    }

    @Test
    void callersHearOfItInTimeAndNoDataCenterIsLost() throws Exception {
        var threads = threads();
        var began = System.nanoTime();
        server.pause();
        var answers = Stream.generate(this::ask).limit(CALLERS).toList();
        for (var pending : answers) {
            var answer = pending.join();
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
        var waited = Duration.ofNanos(System.nanoTime() - began);
        assertThat(waited).as("%d callers", CALLERS).isLessThan(IN_TIME.plus(STOPPED));
        while (System.nanoTime() - began < STOPPED.toNanos()) {
            assertThat(session.request(new Ping(), TestAgent.SOON)).isInstanceOf(Ping.class);
            assertThat(ask().orTimeout(IN_TIME.toSeconds(), TimeUnit.SECONDS)
                            .join()
                            .statusCode())
                    .isEqualTo(503);
        }
        assertThat(threads()).isLessThan(threads + THREADS);

        server.resume();
        var back = System.nanoTime();
        Eventually.await(RECOVERY, "it answers again", () -> ask().join().statusCode() == 200);
        System.out.printf(
                "F13 stopped %d s: %d callers answered in %d ms, first good answer %d ms after%n",
                STOPPED.toSeconds(),
                CALLERS,
                waited.toMillis(),
                Duration.ofNanos(System.nanoTime() - back).toMillis());

        for (var look = 0; look < 50; look++) {
            assertThat(link()).isEqualTo("current");
        }
        assertThat(session.isOpen()).isTrue();
        assertThat(hub.get("/api/v1/data-centers/east")
                        .json()
                        .at("/status/agents/0/sessionEpoch")
                        .asLong())
                .as("the session that was there before")
                .isEqualTo(agent.welcome.epoch().number());
    }

    /** The control: what holds transactions to a time is their limit, and not the connection. */
    @Test
    void withoutALimitAStatementWaitsForAsLongAsTheDatabaseIsStopped() {
        var connected = new CompletableFuture<Boolean>();
        var stopped = new CompletableFuture<Boolean>();
        var unlimited = CompletableFuture.supplyAsync(
                () -> hub.bean(TransactionTemplate.class).execute(_ -> {
                    var first = hub.bean(JdbcClient.class)
                            .sql("select 1")
                            .query(Integer.class)
                            .single();
                    connected.complete(true);
                    stopped.join();
                    return first
                            + hub.bean(JdbcClient.class)
                                    .sql("select 1")
                                    .query(Integer.class)
                                    .single();
                }),
                Thread::startVirtualThread);
        connected.join();
        server.pause();
        stopped.complete(true);

        assertThat(Stream.generate(this::ask).limit(3).toList())
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(503));
        assertThat(unlimited).isNotDone();

        server.resume();
        assertThat(unlimited.join()).isEqualTo(2);
    }

    private CompletableFuture<HttpResponse<String>> ask() {
        return hub.http().sendAsync(hub.request("/api/v1/tenants").GET().build(), BodyHandlers.ofString());
    }

    private String link() {
        return hub.get("/api/v1/data-centers/east")
                .json()
                .at("/status/link/state")
                .asString();
    }

    /** Those of the system, but for the test's own; requests have virtual ones. */
    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.getName().startsWith("HttpClient-"))
                .count();
    }
}
