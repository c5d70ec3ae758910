package io.skerry.hub.datacenter.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.hub.TestHub;
import io.skerry.hub.datacenter.DataCenterViews;
import io.skerry.link.identity.Certificates;
import io.skerry.link.identity.HubTrust;
import io.skerry.link.identity.Issuer;
import io.skerry.link.identity.Keys;
import io.skerry.link.session.Channel;
import io.skerry.link.session.Handler;
import io.skerry.link.session.LinkClosed;
import io.skerry.link.session.LinkRefused;
import io.skerry.link.session.Session;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.Enrolled;
import io.skerry.model.message.Ping;
import io.skerry.model.message.Recover;
import io.skerry.model.message.Welcome;
import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EnrolmentIT {

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    @Order(1)
    void aTokenGivesAnIdentityThatIsWelcome() throws Exception {
        try (var agent = TestAgent.enrol(hub, "east");
                var session = agent.connect()) {
            assertThat(agent.own.name().dataCenter()).hasToString("east");
            assertThat(agent.welcome.epoch().number()).isEqualTo(1);
            assertThat(session.isOpen()).isTrue();

            var status = hub.bean(DataCenterViews.class).of("east");
            assertThat(status.link().state()).isEqualTo("current");
            assertThat(status.gateways()).containsExactly("http://127.0.0.1:20000");
            assertThat(status.agents()).singleElement().satisfies(seen -> {
                assertThat(seen.id()).isEqualTo(agent.own.name().agent());
                assertThat(seen.sessionEpoch()).isEqualTo(1);
                assertThat(seen.certificateExpiresAt()).isAfter(Instant.now());
            });
        }
    }

    @Test
    @Order(2)
    void renewalGivesANewKeyAndEndsTheOldOneOnceItWasUsed() throws Exception {
        try (var agent = TestAgent.enrol(hub, "renewing");
                var session = agent.connect()) {
            var old = agent.own;
            var keys = Keys.generate();
            var answer = session.request(TestAgent.recover(old, keys), TestAgent.SOON);
            agent.own = TestAgent.credentials(keys.getPrivate(), (Enrolled) answer);

            try (var second = agent.dial(Channel.CONTROL, TestAgent.ANSWERS_PINGS)) {
                var welcome = (Welcome) second.request(agent.hello("", 0, ""), TestAgent.SOON);
                assertThat(welcome.epoch().number()).isEqualTo(2);
                assertThat(awaitClosed(session)).as("the first session is over").isTrue();
            }
            agent.own = old;
            try (var late = agent.dial(Channel.CONTROL, TestAgent.ANSWERS_PINGS)) {
                refused(() -> late.request(agent.hello("", 0, ""), TestAgent.SOON));
            }
        }
    }

    @Test
    @Order(3)
    void anAnswerThatWasLostLeavesTheOldCertificateGood() throws Exception {
        try (var agent = TestAgent.enrol(hub, "forgetful");
                var session = agent.connect()) {
            session.request(TestAgent.recover(agent.own, Keys.generate()), TestAgent.SOON);
            session.request(TestAgent.recover(agent.own, Keys.generate()), TestAgent.SOON);

            try (var again = agent.connect()) {
                assertThat(again.isOpen()).isTrue();
            }
        }
    }

    @Test
    @Order(3)
    void aHubThatCameBackWithAnOlderMemoryLearnsACertificateOnce() throws Exception {
        var sites = new TestSites(hub);
        try (var agent = TestAgent.enrol(hub, "restored");
                var session = agent.connect()) {
            var old = agent.own;
            var keys = Keys.generate();
            agent.own = TestAgent.credentials(
                    keys.getPrivate(), (Enrolled) session.request(TestAgent.recover(old, keys), TestAgent.SOON));
            sites.run("update agent set serial = '', previous_serial = null where dc = 'restored'");

            try (var second = agent.dial(Channel.CONTROL, TestAgent.ANSWERS_PINGS)) {
                assertThat(second.request(agent.hello("", 0, ""), TestAgent.SOON))
                        .isInstanceOf(Welcome.class);
            }
            agent.own = old;
            try (var late = agent.dial(Channel.CONTROL, TestAgent.ANSWERS_PINGS)) {
                refused(() -> late.request(agent.hello("", 0, ""), TestAgent.SOON));
            }
            sites.run("update agent set serial = '', revoked = now() where dc = 'restored'");
            try (var revoked = agent.dial(Channel.CONTROL, TestAgent.ANSWERS_PINGS)) {
                refused(() -> revoked.request(agent.hello("", 0, ""), TestAgent.SOON));
            }
        }
    }

    @Test
    @Order(4)
    void recoveryNeedsTheOldKey() throws Exception {
        try (var agent = TestAgent.enrol(hub, "late")) {
            var trust = HubTrust.of(agent.own);
            var keys = Keys.generate();
            try (var session =
                    agent.client.dial(TestAgent.address(hub), Channel.CONTROL, null, trust, s -> new Handler() {})) {
                var good = TestAgent.recover(agent.own, keys);
                var forged = new Recover(
                        good.agentId(), good.csr(), good.previous(), Keys.prove(keys.getPrivate(), new byte[] {1}));
                refused(() -> session.request(forged, TestAgent.SOON));

                agent.own = TestAgent.credentials(keys.getPrivate(), (Enrolled) session.request(good, TestAgent.SOON));
            }
            try (var session = agent.connect()) {
                assertThat(session.isOpen()).isTrue();
            }
        }
    }

    @Test
    @Order(5)
    void withoutACertificateThereIsNothingButEnrolment() throws Exception {
        try (var agent = TestAgent.enrol(hub, "naked")) {
            var trust = HubTrust.of(agent.own);
            try (var session =
                    agent.client.dial(TestAgent.address(hub), Channel.CONTROL, null, trust, s -> new Handler() {})) {
                refused(() -> session.request(agent.hello("", 0, ""), TestAgent.SOON));
                refused(() -> session.request(new Ping(), TestAgent.SOON));
                assertThat(awaitClosed(session)).as("closed after ten seconds").isTrue();
            }
        }
    }

    @Test
    @Order(6)
    void aHubOfAnotherAuthorityIsNotBelieved() throws Exception {
        var keys = Keys.generate();
        var stranger = Issuer.root(keys, "inst", Instant.now());
        var token = TestAgent.token(hub, "east").replaceAll("_[0-9a-f]{64}$", "_" + Certificates.hash(stranger));
        try (var agent = TestAgent.stranger(hub, "east")) {
            assertThatThrownBy(() -> agent.enrol(token, "a-1")).isInstanceOf(LinkClosed.class);
        }
    }

    @Test
    @Order(7)
    void oneTokenIsGoodForExactlyOneOfAHundred() throws Exception {
        var token = TestAgent.token(hub, "west");
        var good = 0;
        try (var agent = TestAgent.stranger(hub, "west");
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Object> enrol = () -> agent.enrol(token, UUID.randomUUID().toString());
            for (var attempt : threads.invokeAll(Collections.nCopies(100, enrol))) {
                good += succeeded(attempt) ? 1 : 0;
            }
        }
        assertThat(good).isEqualTo(1);
        var agents = hub.bean(DataCenterViews.class).of("west").agents();
        assertThat(agents).hasSize(1);
    }

    /** On loopback everybody is one source: the hundred that came with a dead token are nobody else's fault. */
    @Test
    @Order(8)
    void aDeadTokenSilencesNobodyElse() throws Exception {
        try (var agent = TestAgent.enrol(hub, "east");
                var session = agent.client.dial(
                        TestAgent.address(hub), Channel.CONTROL, null, HubTrust.of(agent.own), s -> new Handler() {})) {
            var good = TestAgent.recover(agent.own, Keys.generate());
            var forged = new Recover(good.agentId(), good.csr(), good.previous(), good.proof() + "00");
            for (var i = 0; i < 6; i++) {
                refused(() -> session.request(forged, TestAgent.SOON));
            }

            assertThat(session.request(good, TestAgent.SOON)).isInstanceOf(Enrolled.class);
        }
    }

    private static boolean succeeded(Future<Object> attempt) throws InterruptedException {
        try {
            attempt.get();
            return true;
        } catch (ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(LinkRefused.class);
            return false;
        }
    }

    private static void refused(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        LinkRefused.class, e -> assertThat(e.why().code()).isEqualTo(ErrorCode.UNAUTHENTICATED));
    }

    private static boolean awaitClosed(Session session) throws InterruptedException {
        var closed = new CountDownLatch(1);
        session.onClose(closed::countDown);
        return closed.await(15, TimeUnit.SECONDS);
    }
}
