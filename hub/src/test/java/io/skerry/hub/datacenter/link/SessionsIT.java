package io.skerry.hub.datacenter.link;

import static io.skerry.hub.datacenter.link.TestAgent.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.hub.TestHub;
import io.skerry.hub.datacenter.DataCenterViews;
import io.skerry.link.session.Channel;
import io.skerry.link.session.Handler;
import io.skerry.link.session.LinkRefused;
import io.skerry.link.session.Session;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.Goaway;
import io.skerry.model.message.Message;
import io.skerry.model.message.Ping;
import io.skerry.model.message.Received;
import io.skerry.model.message.Welcome;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

@Timeout(60)
class SessionsIT {

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
    void aCloneIsShownAndKeptOutWhileTheFirstAnswers() throws Exception {
        try (var agent = TestAgent.enrol(hub, "east");
                var first = agent.connect();
                var second = agent.dial(Channel.CONTROL, TestAgent.ANSWERS_PINGS)) {
            agent.runId = UUID.randomUUID().toString();

            var answer = second.request(agent.hello("", 0, ""), SOON);

            assertThat(answer)
                    .isInstanceOfSatisfying(
                            Goaway.class,
                            away -> assertThat(away.comeBackAfterMillis()).isPositive());
            assertThat(first.request(new Ping(), SOON)).isEqualTo(new Ping());
            assertThat(hub.bean(DataCenterViews.class).of("east").agents())
                    .hasSize(2)
                    .last()
                    .satisfies(seen -> assertThat(seen.quarantine()).contains("Another process"));
        }
    }

    @Test
    void anotherProcessTakesOverWhenTheFirstDoesNotAnswer() throws Exception {
        var mute = new CountDownLatch(1);
        var silent = new Handler() {
            @Override
            public Message request(Message message) throws InterruptedException {
                mute.await();
                return message;
            }
        };
        try (var agent = TestAgent.enrol(hub, "west");
                var first = agent.connect(TestAgent.address(hub), silent);
                var second = agent.dial(Channel.CONTROL, TestAgent.ANSWERS_PINGS)) {
            agent.runId = UUID.randomUUID().toString();

            assertThat(second.request(agent.hello("", 0, ""), SOON))
                    .isInstanceOfSatisfying(
                            Welcome.class,
                            welcome -> assertThat(welcome.epoch().number()).isEqualTo(2));
            assertThat(closed(first)).isTrue();
            mute.countDown();
        }
    }

    @Test
    void anotherProcessTakesOverAtOnceWhenTheFirstHasLeft() throws Exception {
        try (var agent = TestAgent.enrol(hub, "north")) {
            agent.connect().close();
            agent.runId = UUID.randomUUID().toString();
            Message answer;
            do {
                var again = agent.dial(Channel.CONTROL, TestAgent.ANSWERS_PINGS);
                answer = again.request(agent.hello("", 0, ""), SOON);
            } while (answer instanceof Goaway);

            assertThat(answer).isInstanceOf(Welcome.class);
        }
    }

    @Test
    void whatIsNotKnownBeforeHelloIsNotDone() throws Exception {
        try (var agent = TestAgent.enrol(hub, "south");
                var session = agent.dial(Channel.CONTROL, TestAgent.ANSWERS_PINGS)) {
            var epoch = new Epoch("x", 1);
            assertThatThrownBy(() -> session.request(new Received(epoch, 1), SOON))
                    .isInstanceOf(LinkRefused.class);
        }
    }

    @Test
    void aRestartedHubKnowsThatItsSessionsAreOver() throws Exception {
        try (var own = TestHub.start()) {
            var agent = TestAgent.enrol(own, "east");
            agent.connect();
            own.restart();

            assertThat(own.bean(DataCenterViews.class).of("east").link().state())
                    .isEqualTo("lost");
            try (var back = TestAgent.enrol(own, "west");
                    var session = back.connect()) {
                assertThat(session.isOpen()).isTrue();
            }
            agent.close();
        }
    }

    @Test
    void aPeerThatBreaksOffIsNotWorthALine() {
        var netty = LoggerFactory.getLogger("reactor.netty.channel.FluxReceive");

        assertThat(netty.isWarnEnabled()).isFalse();
        assertThat(netty.isErrorEnabled()).isTrue();
    }

    private static boolean closed(Session session) throws InterruptedException {
        var closed = new CountDownLatch(1);
        session.onClose(closed::countDown);
        return closed.await(10, TimeUnit.SECONDS);
    }
}
