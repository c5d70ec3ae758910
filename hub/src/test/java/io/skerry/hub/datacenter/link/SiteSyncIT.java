package io.skerry.hub.datacenter.link;

import static io.skerry.hub.datacenter.link.TestAgent.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.hub.TestHub;
import io.skerry.hub.datacenter.DataCenterViews;
import io.skerry.hub.datacenter.SiteReviews;
import io.skerry.link.session.Channel;
import io.skerry.link.session.Incoming;
import io.skerry.link.session.LinkException;
import io.skerry.link.session.LinkRefused;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.Accepted;
import io.skerry.model.message.Bookmark;
import io.skerry.model.message.Digests;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Message;
import io.skerry.model.message.Put;
import io.skerry.model.message.Received;
import io.skerry.model.message.SyncRequest;
import io.skerry.model.message.Tombstone;
import io.skerry.model.message.Welcome;
import io.skerry.model.site.Holding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SiteSyncIT {

    private static TestHub hub;
    private static TestSites sites;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
        sites = new TestSites(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void sendsAThousandObjectsThatAddUpToTheBookmark() throws Exception {
        sites.put("east", 1, 1000);
        try (var agent = TestAgent.enrol(hub, "east");
                var session = agent.connect();
                var list = session.stream(new SyncRequest(agent.welcome.epoch(), 0), 128)) {
            var messages = untilBookmark(list);

            assertThat(messages).hasSize(1001);
            assertThat(holding(messages)).isEqualTo(((Bookmark) messages.getLast()).holding());

            session.request(new Received(agent.welcome.epoch(), 1000), SOON);
            assertThat(hub.bean(DataCenterViews.class).of("east").holds().received())
                    .isEqualTo(1000);
        }
    }

    @Test
    void goesOnAfterTheVersionThatIsNamed() throws Exception {
        sites.put("later", 1, 100);
        try (var agent = TestAgent.enrol(hub, "later");
                var session = agent.connect();
                var list = session.stream(new SyncRequest(agent.welcome.epoch(), 90), 128)) {
            var messages = untilBookmark(list);
            assertThat(messages)
                    .hasSize(11)
                    .first()
                    .isInstanceOfSatisfying(
                            Put.class, put -> assertThat(put.version()).isEqualTo(91));

            sites.put("later", 101, 101);
            sites.bury("later", 1, 1, null);
            var live = new ArrayList<Message>(untilBookmark(list));
            while (!(live.get(live.size() - 2) instanceof Tombstone)) {
                live.addAll(untilBookmark(list));
            }
            assertThat(live)
                    .first()
                    .isInstanceOfSatisfying(
                            Put.class, put -> assertThat(put.version()).isEqualTo(101));
        }
    }

    @Test
    void holdsAMassRemovalUntilAPersonLooked() throws Exception {
        sites.put("careful", 1, 20);
        try (var agent = TestAgent.enrol(hub, "careful");
                var session = agent.connect();
                var list = session.stream(new SyncRequest(agent.welcome.epoch(), 0), 128)) {
            untilBookmark(list);

            sites.bury("careful", 1, 6, null);

            assertThat(list.next(Duration.ofSeconds(3))).isNull();
            var review = hub.bean(DataCenterViews.class).of("careful").review();
            assertThat(review.why()).isEqualTo("mass-removal");

            hub.bean(SiteReviews.class).accept("careful", "op-1");
            assertThat(untilBookmark(list))
                    .hasSize(7)
                    .first()
                    .isInstanceOfSatisfying(
                            Tombstone.class, t -> assertThat(t.operation()).isEqualTo("op-1"));
        }
    }

    @Test
    void doesNotHoldWhatANewStoreNeverHad() throws Exception {
        sites.put("fresh", 1, 20);
        sites.bury("fresh", 1, 12, null);
        try (var agent = TestAgent.enrol(hub, "fresh");
                var session = agent.connect();
                var list = session.stream(new SyncRequest(agent.welcome.epoch(), 0), 128)) {
            assertThat(untilBookmark(list)).filteredOn(Put.class::isInstance).hasSize(8);
            assertThat(hub.bean(DataCenterViews.class).of("fresh").review()).isNull();
        }
    }

    @Test
    void doesNotHoldAConfirmedMassRemoval() throws Exception {
        sites.put("confirmed", 1, 20);
        try (var agent = TestAgent.enrol(hub, "confirmed");
                var session = agent.connect();
                var list = session.stream(new SyncRequest(agent.welcome.epoch(), 0), 128)) {
            untilBookmark(list);

            sites.bury("confirmed", 1, 20, "delete-app");

            assertThat(untilBookmark(list)).hasSize(21);
            assertThat(hub.bean(DataCenterViews.class).of("confirmed").review()).isNull();
        }
    }

    @Test
    void anOlderEpochIsRefusedAndTheCurrentOneIsNot() throws Exception {
        sites.put("fenced", 1, 3);
        try (var agent = TestAgent.enrol(hub, "fenced");
                var first = agent.connect()) {
            var older = agent.welcome.epoch();
            try (var second = agent.connect()) {
                var current = agent.welcome.epoch();
                assertThat(current.number()).isEqualTo(older.number() + 1);

                superseded(() -> second.request(new Received(older, 3), SOON));
                superseded(() -> second.stream(new SyncRequest(older, 0), 8).next(SOON));
                assertThatThrownBy(() -> first.request(new Received(older, 3), SOON))
                        .isInstanceOf(LinkException.class);

                assertThat(second.request(new Received(current, 3), SOON)).isEqualTo(new Accepted());
            }
        }
    }

    /** The same, but where it counts: the database refuses even if the replica still believes in the session. */
    @Test
    void theDatabaseRefusesASessionThatAnotherReplicaHasReplaced() throws Exception {
        sites.put("elsewhere", 1, 3);
        try (var agent = TestAgent.enrol(hub, "elsewhere");
                var session = agent.connect()) {
            sites.run("update site_session set epoch = epoch + 1, hub = 'another' where dc = 'elsewhere'");

            superseded(() -> session.request(new Received(agent.welcome.epoch(), 3), SOON));
        }
    }

    @Test
    void aPlaceThatThisHubNeverSentMeansReview() throws Exception {
        sites.put("restored", 1, 5);
        try (var agent = TestAgent.enrol(hub, "restored");
                var session = agent.dial(Channel.CONTROL, TestAgent.ANSWERS_PINGS)) {
            var welcome = (Welcome) session.request(agent.hello(sites.incarnation, 9, "chain-9"), SOON);

            try (var list = session.stream(new SyncRequest(welcome.epoch(), 9), 8)) {
                assertThat(list.next(Duration.ofSeconds(2))).isNull();
            }
            assertThat(hub.bean(DataCenterViews.class).of("restored").review().why())
                    .isEqualTo("unknown-step");
        }
    }

    @Test
    void aPlaceThatThisHubKnowsNeedsNoReview() throws Exception {
        sites.put("known", 1, 5);
        try (var agent = TestAgent.enrol(hub, "known");
                var session = agent.dial(Channel.CONTROL, TestAgent.ANSWERS_PINGS)) {
            var welcome = (Welcome) session.request(agent.hello(sites.incarnation, 5, sites.chain("known")), SOON);

            try (var list = session.stream(new SyncRequest(welcome.epoch(), 5), 8)) {
                assertThat(list.next(SOON)).isInstanceOf(Bookmark.class);
            }
            assertThat(hub.bean(DataCenterViews.class).of("known").review()).isNull();
        }
    }

    @Test
    void sendsExactlyWhatDiffers() throws Exception {
        sites.put("mended", 1, 5);
        sites.bury("mended", 5, 5, "op");
        var held = new HashMap<String, Long>(
                Map.of(TestSites.key(1), 1L, TestSites.key(2), 1L, TestSites.key(4), 4L, TestSites.key(5), 5L));
        try (var agent = TestAgent.enrol(hub, "mended");
                var session = agent.connect();
                var differing = session.stream(new Digests(agent.welcome.epoch(), 5, held), 8)) {
            var messages = untilBookmark(differing);

            assertThat(messages)
                    .extracting(
                            m -> m instanceof Put put ? put.key() : m.getClass().getSimpleName())
                    .containsExactly(TestSites.key(2), TestSites.key(3), "Tombstone", "Bookmark");
        }
    }

    @Test
    void doesNotRemoveWhatItNeverHeardOf() throws Exception {
        sites.put("foreign", 1, 2);
        try (var agent = TestAgent.enrol(hub, "foreign");
                var session = agent.connect();
                var differing = session.stream(
                        new Digests(agent.welcome.epoch(), 5, Map.of("wanted/component/x/y/z", 9L)), 8)) {
            assertThat(differing.next(SOON)).isNull();
            assertThat(hub.bean(DataCenterViews.class).of("foreign").review().why())
                    .isEqualTo("unknown-objects");
        }
    }

    @Test
    void removesWhatItNeverHeardOfOnceAPersonAccepted() throws Exception {
        sites.put("grown", 1, 2);
        var held = Map.of(TestSites.key(1), 1L, TestSites.key(2), 2L, TestSites.key(3), 3L, "other/key", 4L);
        try (var agent = TestAgent.enrol(hub, "grown");
                var session = agent.connect()) {
            try (var held1 = session.stream(new Digests(agent.welcome.epoch(), 3, held), 8)) {
                assertThat(held1.next(SOON)).isNull();
            }
            hub.bean(SiteReviews.class).accept("grown", "a-person");

            try (var differing = session.stream(
                    new Digests(
                            agent.welcome.epoch(),
                            3,
                            Map.of(TestSites.key(1), 1L, TestSites.key(2), 2L, TestSites.key(3), 3L)),
                    8)) {
                var messages = untilBookmark(differing);
                assertThat(messages.getFirst()).isInstanceOfSatisfying(Tombstone.class, tombstone -> {
                    assertThat(tombstone.key()).isEqualTo(TestSites.key(3));
                    assertThat(tombstone.operation()).isEqualTo("a-person");
                });
                assertThat(messages).hasSize(2);
            }
        }
    }

    private static void superseded(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        LinkRefused.class, e -> assertThat(e.why().code()).isEqualTo(ErrorCode.SUPERSEDED));
    }

    private static List<Message> untilBookmark(Incoming list) throws InterruptedException {
        var messages = new ArrayList<Message>();
        while (messages.isEmpty() || !(messages.getLast() instanceof Bookmark)) {
            var next = list.next(SOON);
            assertThat(next).as("after " + messages.size() + " messages").isNotNull();
            messages.add(next);
        }
        return messages;
    }

    private static String holding(List<Message> messages) {
        var holding = Holding.NOTHING;
        for (var message : messages) {
            if (message instanceof Put(Epoch epoch, String key, long version, String digest, byte[] body)) {
                holding = holding.with(key, version, digest);
            }
        }
        return holding.text();
    }
}
