package io.skerry.hub.datacenter.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.testkit.agent.FaultAgent;
import io.skerry.testkit.patience.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two hubs over one database. The one that leads is stopped where it stands and goes on when the other has long taken over; then again the other
 * way round. And two whose clocks are an hour apart. {@code -Dtakeovers} says how often.
 */
@Tag("F07")
@Timeout(300)
class TwoHubsIT {

    private static final int TAKEOVERS = Integer.getInteger("takeovers", 2);
    private static final int ORDERS = 3;
    private static final Duration STEP_DOWN = Duration.ofSeconds(2);
    private static final String LEADS = "numbering changes";
    private static final String STEPPED_DOWN = "another hub numbers changes now";
    private static final String RESTART = "/tenants/acme/applications/shop/components/web:restart";

    @TempDir
    private Path folder;

    private HubProcess first;
    private HubProcess second;
    private TestAgent agent;

    @BeforeEach
    void start() throws Exception {
        first = new HubProcess(Files.createDirectory(folder.resolve("first")));
        first.start();
        first.once("/data-centers", "{\"name\": \"east\", \"spec\": {\"runtime\": \"process\"}}");
        var token = first.once("/data-centers/east:enrol", "{}").get("token").asString();
        agent = TestAgent.at(first.link(), "east");
        agent.own = agent.enrol(token, UUID.randomUUID().toString());
        first.once("/tenants", "{\"name\": \"acme\"}");
        first.once("/tenants/acme/applications", "{\"name\": \"shop\", \"spec\": {}}");
        first.once(
                "/tenants/acme/applications/shop/components", "{\"name\": \"web\", \"spec\": {\"type\": \"service\"}}");
        second = first.beside(Files.createDirectory(folder.resolve("second")));
    }

    @AfterEach
    void stop() {
        Stream.of(agent, second, first).filter(Objects::nonNull).forEach(TwoHubsIT::close);
    }

    private static void close(AutoCloseable part) {
        try {
            part.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void nothingCountsThatAHubWritesWhichWasStoppedWhileAnotherTookOver() throws Exception {
        second.start();
        var slowest = Duration.ZERO;
        var leader = first;
        var other = second;
        for (var takeover = 1; takeover <= TAKEOVERS; takeover++) {
            try (var speaker = FaithfulAgent.of(agent.alsoAt(leader.link()))) {
                order(leader, speaker, ORDERS);
            }
            var leads = count(other, LEADS);
            var steppedDown = count(leader, STEPPED_DOWN);
            leader.pause();
            var next = other;
            Eventually.await("the other numbers changes", () -> count(next, LEADS) > leads);
            try (var speaker = FaithfulAgent.of(agent.alsoAt(other.link()))) {
                order(other, speaker, ORDERS);
                var epoch = epoch();
                var stopped = leader;
                var woken = System.nanoTime();
                stopped.resume();
                Eventually.await("it steps down", () -> count(stopped, STEPPED_DOWN) > steppedDown);
                var took = Duration.ofNanos(System.nanoTime() - woken);
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
                assertThat(took).isLessThan(STEP_DOWN);

                order(other, speaker, ORDERS);
                assertThat(epoch()).as("the leader is the same").isEqualTo(epoch);
                assertThat(text("select hub from site_session where dc = 'east'"))
                        .isEqualTo(other.name());
            }
            var swap = leader;
            leader = other;
            other = swap;
        }

        var revisions = first.sql()
                .sql("select revision from change order by revision")
                .query(Long.class)
                .list();
        System.out.printf(
                "F07: %d takeovers, slowest step down %d ms, %d changes numbered%n",
                TAKEOVERS, slowest.toMillis(), revisions.size());
        assertThat(revisions)
                .isEqualTo(LongStream.rangeClosed(1, revisions.size()).boxed().toList());
    }

    /** Which hub is right does not matter: what counts is the database's clock, for leases and for what came first. */
    @Test
    void twoHubsWhoseClocksAreAnHourApartAgree() throws Exception {
        var hour = hourAhead();
        second.start(List.of(FaultAgent.clockAhead(Duration.ofHours(1))));
        var epoch = epoch();
        try (var speaker = FaithfulAgent.of(agent.alsoAt(second.link()))) {
            order(second, speaker, ORDERS);
            order(first, speaker, ORDERS);
            order(second, speaker, ORDERS);
            assertThat(second.get("/data-centers/east").at("/status/link/state").asString())
                    .isEqualTo("current");
            assertThat(first.get("/data-centers/east").at("/status/link/state").asString())
                    .isEqualTo("current");
        }
        assertThat(epoch()).as("no second leader").isEqualTo(epoch);
        assertThat(count(second, LEADS)).isZero();
        assertThat(first.sql()
                        .sql("select count(*) from resource where created > now() + interval '1 minute'")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(second.said()).as("the control: its own clock is ahead").containsAnyOf(hour, hourAhead());
    }

    private void order(HubProcess hub, FaithfulAgent speaker, int orders) {
        var operations = new ArrayList<String>();
        for (var order = 0; order < orders; order++) {
            operations.add(hub.once(RESTART, "").get("name").asString());
        }
        for (var operation : operations) {
            Eventually.await(
                    operation + " has succeeded",
                    () -> hub.get("/operations/" + operation)
                            .at("/status/state")
                            .asString()
                            .equals("succeeded"));
        }
        assertThat(speaker.done()).doesNotHaveDuplicates();
    }

    /** As its log lines begin. */
    private static String hourAhead() {
        return Instant.now().plus(Duration.ofHours(1)).toString().substring(0, 13);
    }

    private long epoch() {
        return first.sql().sql("select epoch from feed").query(Long.class).single();
    }

    private String text(String query) {
        return first.sql().sql(query).query(String.class).single();
    }

    private static int count(HubProcess hub, String line) {
        return hub.said().split(line, -1).length - 1;
    }
}
