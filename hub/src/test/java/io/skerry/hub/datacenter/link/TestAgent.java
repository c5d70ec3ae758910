package io.skerry.hub.datacenter.link;

import io.skerry.hub.TestHub;
import io.skerry.hub.datacenter.EnrolmentTokens;
import io.skerry.hub.datacenter.SiteLink;
import io.skerry.link.identity.Certificates;
import io.skerry.link.identity.Credentials;
import io.skerry.link.identity.EnrolmentToken;
import io.skerry.link.identity.HubTrust;
import io.skerry.link.identity.Keys;
import io.skerry.link.identity.SigningRequest;
import io.skerry.link.session.Channel;
import io.skerry.link.session.Handler;
import io.skerry.link.session.LinkClient;
import io.skerry.link.session.Session;
import io.skerry.link.session.rsocket.RSocketLinkClient;
import io.skerry.model.message.Enrol;
import io.skerry.model.message.Enrolled;
import io.skerry.model.message.Hello;
import io.skerry.model.message.Message;
import io.skerry.model.message.Ping;
import io.skerry.model.message.Recover;
import io.skerry.model.message.Welcome;
import io.skerry.model.name.DataCenterName;
import io.skerry.model.site.Holding;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** An agent's end, played by hand over the real protocol. */
final class TestAgent implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(10);
    static final Handler ANSWERS_PINGS = new Handler() {
        @Override
        public Message request(Message message) {
            return new Ping();
        }
    };

    final String dc;
    final LinkClient client = RSocketLinkClient.create(null);
    final String storeId = UUID.randomUUID().toString();
    String runId = UUID.randomUUID().toString();
    Credentials own;
    Welcome welcome;

    private final InetSocketAddress hub;

    private TestAgent(InetSocketAddress hub, String dc) {
        this.dc = dc;
        this.hub = hub;
    }

    static TestAgent enrol(TestHub hub, String dc) throws InterruptedException {
        var agent = new TestAgent(address(hub), dc);
        agent.own = agent.enrol(token(hub, dc), UUID.randomUUID().toString());
        return agent;
    }

    /** One that was not enrolled, of the hub that listens there. */
    static TestAgent at(InetSocketAddress hub, String dc) {
        return new TestAgent(hub, dc);
    }

    /** The same process with another memory, of another hub of that installation. */
    TestAgent alsoAt(InetSocketAddress other) {
        var also = new TestAgent(other, dc);
        also.own = own;
        also.runId = runId;
        return also;
    }

    /** An agent that was not enrolled. */
    static TestAgent stranger(TestHub hub, String dc) {
        return new TestAgent(address(hub), dc);
    }

    static String token(TestHub hub, String dc) {
        return hub.bean(EnrolmentTokens.class).issue(new DataCenterName(dc));
    }

    static InetSocketAddress address(TestHub hub) {
        return new InetSocketAddress(
                InetAddress.getLoopbackAddress(), hub.bean(SiteLink.class).port());
    }

    Credentials enrol(String token, String agentId) throws InterruptedException {
        var keys = Keys.generate();
        var pinned = EnrolmentToken.parse(token).caHash();
        try (var session = client.dial(hub, Channel.CONTROL, null, HubTrust.pinned(pinned), s -> new Handler() {})) {
            var csr = SigningRequest.of(keys).pem();
            var enrolled = (Enrolled) session.request(new Enrol(token, agentId, csr), SOON);
            return credentials(keys.getPrivate(), enrolled);
        }
    }

    static Credentials credentials(PrivateKey key, Enrolled enrolled) {
        return new Credentials(
                key, Certificates.parse(enrolled.certificate()), Certificates.parse(enrolled.authorities()));
    }

    static Recover recover(Credentials present, KeyPair next) {
        var csr = SigningRequest.of(next);
        return new Recover(
                present.name().agent(),
                csr.pem(),
                Certificates.pem(List.of(present.leaf())),
                Keys.prove(present.key(), csr.der()));
    }

    Session dial(Channel channel, Handler handler) throws InterruptedException {
        return dial(hub, channel, handler);
    }

    Session dial(InetSocketAddress address, Channel channel, Handler handler) throws InterruptedException {
        return client.dial(address, channel, own, HubTrust.of(own), s -> handler);
    }

    /** A control session that was welcomed. */
    Session connect() throws InterruptedException {
        return connect(hub, ANSWERS_PINGS);
    }

    Session connect(InetSocketAddress address, Handler handler) throws InterruptedException {
        var session = dial(address, Channel.CONTROL, handler);
        welcome = (Welcome) session.request(hello("", 0, ""), SOON);
        return session;
    }

    Hello hello(String incarnation, long version, String chain) {
        return new Hello(
                own.name().agent(),
                runId,
                storeId,
                List.of("worker"),
                1,
                "test",
                incarnation,
                version,
                chain,
                Holding.NOTHING.text(),
                List.of("http://127.0.0.1:20000"));
    }

    @Override
    public void close() {
        client.close();
    }
}
