package io.skerry.hub.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import io.skerry.testkit.network.FaultProxy;
import io.skerry.testkit.patience.Eventually;
import io.skerry.testkit.postgres.TestDatabase;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The line to the database ends at a COMMIT: now before it arrives, now before its answer does. Nobody knows which, and still every act is done
 * once. {@code -Dcommits.acts} says how many acts; the line ends at every fifth.
 */
@Tag("F12")
class UnknownCommitsIT {

    private static final int ACTS = Integer.getInteger("commits.acts", 100);
    private static final int ACTS_PER_CUT = 5;
    private static final String LAST_STATEMENT = "update idempotency set answer";

    private final AtomicInteger cuts = new AtomicInteger();
    private FaultProxy line;
    private TestHub hub;

    @BeforeEach
    void start() {
        var direct = TestDatabase.freshUrl();
        var server = URI.create(direct.substring("jdbc:".length()));
        line = FaultProxy.to(server.getPort());
        // Statements in words, so that the line can be told where to end.
        var url = "jdbc:postgresql://127.0.0.1:" + line.address().getPort() + server.getPath() + "?prepareThreshold=0";
        hub = TestHub.over(url);
        hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
    }

    @AfterEach
    void stop() {
        hub.close();
        line.close();
    }

    @Test
    void anActWhoseCommitNobodyAnsweredIsAskedForAndNeverDoneTwice() throws Exception {
        var writers = new KeyedWriters(hub, "cut-").start(ACTS);
        for (var cut = 1; cut <= ACTS / ACTS_PER_CUT; cut++) {
            cutAtNext(LAST_STATEMENT, cut % 2 == 0);
            var before = cuts.get();
            var goal = cut * ACTS_PER_CUT;
            Eventually.await(
                    "the line ended or all is done",
                    () -> cuts.get() > before || writers.made().size() == ACTS);
            Eventually.await("work goes on", () -> writers.made().size() >= Math.min(goal, ACTS));
        }
        writers.join();

        System.out.printf(
                "F12 commits: %d acts, %d cuts at a commit, %d asked again by the caller, p99 %.1f ms%n",
                ACTS, cuts.get(), writers.repeated(), writers.p99());
        assertThat(writers.failed()).isEmpty();
        assertThat(cuts).hasValueGreaterThan(ACTS / ACTS_PER_CUT / 2);
        assertThat(writers.made()).hasSize(ACTS);
        new Effects(hub).eachOnce("cut-", writers.made());
    }

    /** The control: who takes an unanswered commit for one that failed does it twice. */
    @Test
    void whoRepeatsWithoutAskingDoesItTwice() {
        var sql = hub.bean(JdbcClient.class);
        sql.sql("create table effect (number int)").update();

        // The platform's own commits pass here too, and may be met in place of this one.
        Eventually.await("one is there twice", () -> {
            var number = cuts.get();
            cutAtNext("insert into effect", true);
            naively(number);
            line.mend();
            return sql.sql("select count(*) > 1 from effect where number = ?")
                    .param(number)
                    .query(Boolean.class)
                    .single();
        });
    }

    private void naively(int number) {
        for (var done = false; !done; ) {
            try {
                hub.bean(TransactionTemplate.class)
                        .executeWithoutResult(_ -> hub.bean(JdbcClient.class)
                                .sql("insert into effect values (" + number + ")")
                                .update());
                done = true;
            } catch (DataAccessException | TransactionException e) {
                done = false;
            }
        }
    }

    private void cutAtNext(String statement, boolean commits) {
        Runnable fault = commits ? line::loseReplies : line::reset;
        line.up()
                .at(
                        statement,
                        () -> line.up().at("COMMIT", () -> {
                            cuts.incrementAndGet();
                            fault.run();
                        }));
    }
}
