package io.skerry.link.session.rsocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.link.identity.HubTrust;
import io.skerry.link.session.Channel;
import io.skerry.link.session.Handler;
import io.skerry.link.session.Incoming;
import io.skerry.link.session.LinkClosed;
import io.skerry.link.session.LinkRefused;
import io.skerry.link.session.Outgoing;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.Accepted;
import io.skerry.model.message.Chunk;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Message;
import io.skerry.model.message.Ping;
import io.skerry.model.message.Received;
import io.skerry.model.message.ReportAck;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LinkSessionIT {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Epoch EPOCH = new Epoch("i", 1);
    private static final Handler ECHO = new Handler() {
        @Override
        public Message request(Message message) {
            return message;
        }
    };
    private static final Handler NOTHING = new Handler() {};

    @Test
    void bothSidesAskAndAnswer() throws Exception {
        try (var link = new TestLink(ECHO);
                var agent = link.dial(ECHO)) {
            assertThat(agent.request(new Ping(), SOON)).isEqualTo(new Ping());
            assertThat(link.atHub.getFirst().request(new Received(EPOCH, 3), SOON))
                    .isEqualTo(new Received(EPOCH, 3));
        }
    }

    @Test
    void theHubSeesWhoDialled() throws Exception {
        try (var link = new TestLink(ECHO);
                var agent = link.dial(link.address(), Channel.BULK, NOTHING)) {
            agent.request(new Ping(), SOON);

            var session = link.atHub.getFirst();
            assertThat(session.channel()).isEqualTo(Channel.BULK);
            assertThat(session.peer().orElseThrow().agentId()).isEqualTo("a-1");
            assertThat(session.peer().orElseThrow().dataCenter()).isEqualTo(TestLink.EAST);
            assertThat(session.notAfter()).isAfter(Instant.now());
            assertThat(agent.peer()).isEmpty();
        }
    }

    @Test
    void whoHasNoCertificateIsNobody() throws Exception {
        try (var link = new TestLink(ECHO);
                var agent = link.dialWithoutCertificate()) {
            agent.request(new Ping(), SOON);

            assertThat(link.atHub.getFirst().peer()).isEmpty();
        }
    }

    @Test
    void anotherAuthorityIsRefusedByBothSides() throws Exception {
        try (var link = new TestLink(ECHO)) {
            var stranger = TestLink.authority();
            var strange = TestLink.agent(stranger, Instant.now());
            var own = TestLink.agent(link.issuer, Instant.now());

            assertThatThrownBy(() -> link.client
                            .dial(link.address(), Channel.CONTROL, own, HubTrust.of(strange), s -> NOTHING)
                            .request(new Ping(), SOON))
                    .isInstanceOf(LinkClosed.class);
            assertThatThrownBy(() -> link.client
                            .dial(link.address(), Channel.CONTROL, strange, HubTrust.of(own), s -> NOTHING)
                            .request(new Ping(), SOON))
                    .isInstanceOf(LinkClosed.class);
            assertThat(link.atHub).isEmpty();
        }
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        try (var link = new TestLink(ECHO)) {
            var expired = TestLink.agent(link.issuer, Instant.now().minus(Duration.ofHours(25)));

            assertThatThrownBy(() -> link.client
                            .dial(link.address(), Channel.CONTROL, expired, HubTrust.of(expired), s -> NOTHING)
                            .request(new Ping(), SOON))
                    .isInstanceOf(LinkClosed.class);
        }
    }

    @Test
    void aRefusalReachesTheCaller() throws Exception {
        var refusing = new Handler() {
            @Override
            public Message request(Message message) {
                throw LinkRefused.of(ErrorCode.FORBIDDEN, "not you");
            }

            @Override
            public void stream(Message request, Outgoing out) {
                throw LinkRefused.of(ErrorCode.NOT_FOUND, "not here");
            }
        };
        try (var link = new TestLink(refusing);
                var agent = link.dial(NOTHING)) {
            assertThatThrownBy(() -> agent.request(new Ping(), SOON))
                    .isInstanceOf(LinkRefused.class)
                    .hasMessage("not you");
            var stream = agent.stream(new Ping(), 4);
            assertThatThrownBy(() -> stream.next(SOON))
                    .isInstanceOf(LinkRefused.class)
                    .hasMessage("not here");
        }
    }

    @Test
    void whatAHandlerDoesNotKnowIsUnsupported() throws Exception {
        try (var link = new TestLink(NOTHING);
                var agent = link.dial(NOTHING)) {
            assertThatThrownBy(() -> agent.request(new Ping(), SOON))
                    .isInstanceOfSatisfying(
                            LinkRefused.class, e -> assertThat(e.why().code()).isEqualTo(ErrorCode.UNSUPPORTED));
        }
    }

    @Test
    void aSenderNeverRunsAheadOfTheCredit() throws Exception {
        var sent = new AtomicInteger();
        var counting = new Handler() {
            @Override
            public void stream(Message request, Outgoing out) throws InterruptedException {
                for (var i = 0; i < 1000; i++) {
                    out.send(new Received(EPOCH, i));
                    sent.incrementAndGet();
                }
            }
        };
        try (var link = new TestLink(counting);
                var agent = link.dial(NOTHING);
                var stream = agent.stream(new Ping(), 10)) {
            for (var i = 0; i < 1000; i++) {
                assertThat(stream.next(SOON)).isEqualTo(new Received(EPOCH, i));
                assertThat(sent.get()).isLessThanOrEqualTo(i + 12);
            }
            assertThat(stream.next(SOON)).isNull();
            assertThat(stream.ended()).isTrue();
        }
    }

    @Test
    void whatWasSentIsNotCountedAsUnsent() throws Exception {
        var large = new Handler() {
            @Override
            public void stream(Message request, Outgoing out) throws InterruptedException {
                for (var i = 0; i < 200; i++) {
                    out.send(new Chunk("d", i, 0, new byte[64 * 1024]));
                }
            }
        };
        try (var link = new TestLink(large);
                var agent = link.dial(NOTHING);
                var stream = agent.stream(new Ping(), 8)) {
            for (var i = 0; i < 200; i++) {
                assertThat(stream.next(SOON)).isInstanceOf(Chunk.class);
            }
            assertThat(link.atHub.getFirst().unsent()).isLessThan(64 * 1024);
        }
    }

    @Test
    void aSenderLearnsThatNobodyListensAnyMore() throws Exception {
        var left = new CountDownLatch(1);
        var endless = new Handler() {
            @Override
            public void stream(Message request, Outgoing out) throws InterruptedException {
                try {
                    while (true) {
                        out.send(new Ping());
                    }
                } catch (LinkClosed e) {
                    left.countDown();
                }
            }
        };
        try (var link = new TestLink(endless);
                var agent = link.dial(NOTHING)) {
            var stream = agent.stream(new Ping(), 4);
            stream.next(SOON);
            stream.close();

            assertThat(left.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void anExchangeGoesBothWays() throws Exception {
        var acknowledging = new Handler() {
            @Override
            public void exchange(Message first, Incoming in, Outgoing out) throws InterruptedException {
                out.send(first);
                while (!in.ended()) {
                    if (in.next(SOON) instanceof Received received) {
                        out.send(new ReportAck(received.epoch(), received.version()));
                    }
                }
                out.send(new Accepted());
            }
        };
        try (var link = new TestLink(acknowledging);
                var agent = link.dial(NOTHING);
                var exchange = agent.exchange(new ReportAck(EPOCH, 0), 8)) {
            assertThat(exchange.next(SOON)).isEqualTo(new ReportAck(EPOCH, 0));
            for (var i = 1; i <= 100; i++) {
                exchange.send(new Received(EPOCH, i));
                assertThat(exchange.next(SOON)).isEqualTo(new ReportAck(EPOCH, i));
            }
            exchange.complete();
            assertThat(exchange.next(SOON)).isEqualTo(new Accepted());
            assertThat(exchange.next(SOON)).isNull();
            assertThat(exchange.ended()).isTrue();
        }
    }

    @Test
    void aStreamThatIsCutSaysSo() throws Exception {
        var waiting = new Handler() {
            @Override
            public void stream(Message request, Outgoing out) throws InterruptedException {
                out.send(new Ping());
                while (out.isOpen()) {
                    Thread.onSpinWait();
                }
            }
        };
        try (var link = new TestLink(waiting);
                var agent = link.dial(NOTHING)) {
            var closed = new CountDownLatch(1);
            agent.onClose(closed::countDown);
            var stream = agent.stream(new Ping(), 4);
            assertThat(stream.next(SOON)).isEqualTo(new Ping());

            link.atHub.getFirst().close();

            assertThatThrownBy(() -> stream.next(SOON)).isInstanceOf(LinkClosed.class);
            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(agent.isOpen()).isFalse();
        }
    }

    @Test
    void aSessionWhoseOtherSideTakesNothingIsClosed() throws Exception {
        try (var link = new TestLink(ECHO);
                var proxy = new StallingProxy(link.server.port());
                var agent = link.dial(proxy.address(), Channel.CONTROL, NOTHING)) {
            agent.request(new Ping(), SOON);
            var closed = new CountDownLatch(1);
            agent.onClose(closed::countDown);
            proxy.stall();

            var chunk = new Chunk("d", 0, 0, new byte[512 * 1024]);
            for (var i = 0; i < 40; i++) {
                Thread.ofVirtual().start(() -> {
                    try {
                        agent.request(chunk, SOON);
                    } catch (LinkClosed e) {
                        assertThat(agent.isOpen()).isFalse();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }

            assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aPeerThatVanishesIsNoticedWithinTheKeepalive() throws Exception {
        try (var link = new TestLink(ECHO);
                var proxy = new StallingProxy(link.server.port());
                var agent = link.dial(proxy.address(), Channel.CONTROL, NOTHING)) {
            agent.request(new Ping(), SOON);
            var closed = new CountDownLatch(2);
            agent.onClose(closed::countDown);
            link.atHub.getFirst().onClose(closed::countDown);

            proxy.stall();

            assertThat(closed.await(25, TimeUnit.SECONDS)).isTrue();
        }
    }
}
