package io.skerry.hub.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.hub.TestHub;
import io.skerry.testkit.patience.Eventually;
import io.skerry.testkit.postgres.PostgresServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** {@code kill -9} of a process of PostgreSQL that serves the hub, then of the first of them all, under callers who repeat what was not answered. */
@Tag("F10")
class DatabaseKilledIT {

    private static final int KILLS = Integer.getInteger("database.kills", 1);
    private static final Duration BURST = Duration.ofSeconds(5);

    @TempDir
    private Path folder;

    private PostgresServer server;
    private TestHub hub;

    @BeforeEach
    void start() {
        server = PostgresServer.make(folder.resolve("database"));
        hub = TestHub.over(server.url());
        hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
    }

    @AfterEach
    void stop() {
        hub.close();
        server.close();
    }

    @Test
    void aKilledBackendAndAKilledServerCostNobodyMoreThanARepetition() throws Exception {
        for (var kill = 1; kill <= KILLS; kill++) {
            survive("backend-" + kill + "-", server::killBackend);
            survive("server-" + kill + "-", () -> {
                server.kill();
                server.start();
            });
        }
    }

    /** And the control: who does not try again fails with the connection. */
    @Test
    void aTransactionWhoseConnectionEndsUnderItIsDoneAgain() {
        var raw = hub.bean(TransactionTemplate.class);
        var sql = hub.bean(JdbcClient.class);
        assertThatThrownBy(() -> raw.execute(_ -> killedUnder(sql, new AtomicInteger())))
                .hasMessageFindingMatch("(?i)connection|rollback");

        var attempts = new AtomicInteger();
        var database = hub.bean(Database.class);
        Eventually.await("the server has recovered", server::isReady);
        assertThat(database.platform(() -> killedUnder(database.sql(), attempts)))
                .isPositive();
        assertThat(attempts).hasValueGreaterThan(1);
    }

    private int killedUnder(JdbcClient sql, AtomicInteger attempts) {
        var pid = sql.sql("select pg_backend_pid()").query(Integer.class).single();
        if (attempts.incrementAndGet() == 1) {
            server.killBackend(pid);
        }
        return sql.sql("select pg_backend_pid()").query(Integer.class).single();
    }

    private void survive(String prefix, Runnable fault) throws Exception {
        var writers = new KeyedWriters(hub, prefix).start(Integer.MAX_VALUE);
        writers.awaitMore(20);
        fault.run();
        var over = System.nanoTime();
        writers.awaitMore(20);
        writers.stop();

        System.out.printf(
                "F10 %s: %d acts, %d asked again, trouble for %d ms%n",
                prefix,
                writers.made().size(),
                writers.repeated(),
                writers.trouble().toMillis());
        assertThat(writers.failed()).isEmpty();
        assertThat(writers.troubleAfter(over)).isLessThan(BURST);
        new Effects(hub).eachOnce(prefix, writers.made());
    }
}
