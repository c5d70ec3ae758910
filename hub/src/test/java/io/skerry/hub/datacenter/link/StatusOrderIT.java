package io.skerry.hub.datacenter.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.skerry.hub.TestHub;
import io.skerry.hub.api.Json;
import io.skerry.hub.datacenter.report.ReportIntake;
import io.skerry.hub.datacenter.session.Claim;
import io.skerry.hub.datacenter.session.SiteSessions;
import io.skerry.link.session.LinkRefused;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Hello;
import io.skerry.model.message.Report;
import io.skerry.model.message.StatusItem;
import io.skerry.model.site.Holding;
import io.skerry.testkit.invariant.Fact;
import io.skerry.testkit.invariant.History;
import io.skerry.testkit.invariant.NeverBack;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Statuses that come late, again, out of order and from sessions that are over: what is stored never goes back. */
@Tag("F06")
class StatusOrderIT {

    private static final int REPORTS = Integer.getInteger("status.reports", 2_000);
    private static final int SESSIONS = 5;
    private static final int MOST_TOGETHER = 20;
    private static final String KEY = "seen/component/acme/shop/web";
    private static final String STORE = UUID.randomUUID().toString();

    private static TestHub hub;
    private static TestSites sites;
    private static UUID uid;

    /** Reports that one session sent together. */
    private record Batch(Epoch epoch, List<Report> reports) {}

    @BeforeAll
    static void start() {
        hub = TestHub.start();
        sites = new TestSites(hub);
        hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
        hub.post("/api/v1/tenants/acme/applications", "{\"name\": \"shop\", \"spec\": {}}");
        var made = hub.post(
                "/api/v1/tenants/acme/applications/shop/components",
                "{\"name\": \"web\", \"spec\": {\"type\": \"service\"}}");
        uid = UUID.fromString(made.json().get("uid").asString());
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void whatIsStoredNeverGoesBack() throws Exception {
        var seed = System.nanoTime();
        var random = new Random(seed);
        var toCome = new ConcurrentLinkedQueue<Batch>();
        var naive = new Naive();
        var refused = new AtomicLong();
        var watched = new Watched(seed);
        var last = 0;
        for (var session = 0; session < SESSIONS; session++) {
            var epoch = claim();
            var batches = batches(epoch, last + 1, last + REPORTS / SESSIONS, random);
            last += REPORTS / SESSIONS;
            var newest = batches.getLast();
            // Some arrive twice, some when their session has long ended.
            var now = new ArrayList<Batch>();
            for (var batch : batches) {
                now.add(batch);
                (random.nextInt(3) == 0 ? toCome : now).add(batch);
            }
            now.addAll(toCome);
            Collections.shuffle(now, random);
            now.add(newest);
            deliver(now, naive, refused, watched);
        }

        assertThat(watched.look()).as("seed %d", seed).isEqualTo(last);
        assertThat(refused.get()).as("words of ended sessions, seed %d", seed).isPositive();
        assertThat(naive.wentBack())
                .as("the control: who takes what comes last, seed %d", seed)
                .isPositive();
    }

    /** Found by the simulator, seed 1794 of then: a hello of a lost store that came late took the word of the store that had its place. */
    @Test
    void aStoreThatSpeaksAgainAfterAnotherSaysAllAgain() {
        var intake = hub.bean(ReportIntake.class);
        var first = claim();
        intake.store("ordered", STORE, first, List.of(new Report(first, 7, 0, new StatusItem(KEY, body(7)))));
        assertThat(intake.position("ordered", STORE)).isPositive();

        claim("another store");
        var again = claim();

        assertThat(intake.position("ordered", STORE)).isZero();
        intake.store("ordered", STORE, again, List.of(new Report(again, 1, 0, new StatusItem(KEY, body(7)))));
        assertThat(sites.column("select seq::text from status where uid = ?", String.class, uid))
                .containsExactly("1");
        claim("another store");
        claim();
    }

    private static void deliver(List<Batch> batches, Naive naive, AtomicLong refused, Watched watched)
            throws Exception {
        var intake = hub.bean(ReportIntake.class);
        var left = new ConcurrentLinkedQueue<>(batches.subList(0, batches.size() - 1));
        var hands = IntStream.range(0, 4)
                .mapToObj(_ -> Thread.startVirtualThread(() -> {
                    for (var batch = left.poll(); batch != null; batch = left.poll()) {
                        hand(intake, batch, naive, refused);
                        watched.look();
                    }
                }))
                .toList();
        for (var each : hands) {
            each.join();
        }
        hand(intake, batches.getLast(), naive, refused);
        watched.rethrow();
    }

    private static void hand(ReportIntake intake, Batch batch, Naive naive, AtomicLong refused) {
        naive.take(batch.reports().getLast().seq());
        try {
            intake.store("ordered", STORE, batch.epoch(), batch.reports());
        } catch (LinkRefused e) {
            refused.incrementAndGet();
        }
    }

    private static List<Batch> batches(Epoch epoch, int from, int to, Random random) {
        var batches = new ArrayList<Batch>();
        for (var next = from; next <= to; ) {
            var end = Math.min(to, next + random.nextInt(MOST_TOGETHER));
            var reports = IntStream.rangeClosed(next, end)
                    .mapToObj(number -> new Report(epoch, number, 0, new StatusItem(KEY, body(number))))
                    .toList();
            batches.add(new Batch(epoch, reports));
            next = end + 1;
        }
        return batches;
    }

    private static byte[] body(int number) {
        return ("{\"uid\": \"" + uid + "\", \"number\": " + number + "}").getBytes(UTF_8);
    }

    private static Epoch claim() {
        return claim(STORE);
    }

    private static Epoch claim(String store) {
        var sessions = hub.bean(SiteSessions.class);
        var hello = new Hello(
                "agent", "run", store, List.of("worker"), 1, "test", "", 0, "", Holding.NOTHING.text(), List.of());
        return ((Claim.Won) sessions.claim("ordered", hello, "hub", null)).epoch();
    }

    /** Looks at what is stored, and remembers the highest it ever saw. */
    private static final class Watched {

        private final long seed;
        private final History history = History.now(new NeverBack());

        private Watched(long seed) {
            this.seed = seed;
        }

        private synchronized long look() {
            var now = sites.column("select body::text from status where uid = ?", String.class, uid).stream()
                    .mapToLong(text -> Json.parse(text).get("number").asLong())
                    .findFirst()
                    .orElse(0);
            history.note(new Fact.Generation("the status", STORE, now));
            return now;
        }

        private void rethrow() {
            assertThatCode(history::end).as("seed %d", seed).doesNotThrowAnyException();
        }
    }

    /** Takes whatever comes last for true. */
    private static final class Naive {

        private final AtomicLong stored = new AtomicLong();
        private final AtomicLong back = new AtomicLong();

        private void take(long number) {
            if (stored.getAndSet(number) > number) {
                back.incrementAndGet();
            }
        }

        private long wentBack() {
            return back.get();
        }
    }
}
