package io.skerry.link.session.rsocket;

import io.skerry.link.identity.Certificates;
import io.skerry.link.identity.Credentials;
import io.skerry.link.identity.HubTrust;
import io.skerry.link.identity.Issuer;
import io.skerry.link.identity.Keys;
import io.skerry.link.identity.SpiffeId;
import io.skerry.link.session.Acceptor;
import io.skerry.link.session.Channel;
import io.skerry.link.session.Handler;
import io.skerry.link.session.LinkClient;
import io.skerry.link.session.LinkServer;
import io.skerry.link.session.Session;
import io.skerry.model.name.DataCenterName;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A hub's end and an agent's end on loopback, with a CA of their own. */
final class TestLink implements AutoCloseable {

    static final DataCenterName EAST = new DataCenterName("east");

    final Issuer issuer = authority();
    final List<Session> atHub = new CopyOnWriteArrayList<>();
    final LinkClient client = RSocketLinkClient.create(null);
    final LinkServer server;

    TestLink(Handler hub) {
        this(session -> hub);
    }

    TestLink(Acceptor hub) {
        server = RSocketLinkServer.listen(loopback(0), this::hub, session -> {
            atHub.add(session);
            return hub.accept(session);
        });
    }

    InetSocketAddress address() {
        return loopback(server.port());
    }

    Session dial(Handler agent) throws InterruptedException {
        return dial(address(), Channel.CONTROL, agent);
    }

    Session dial(InetSocketAddress address, Channel channel, Handler agent) throws InterruptedException {
        var own = agent(issuer, Instant.now());
        return client.dial(address, channel, own, HubTrust.of(own), session -> agent);
    }

    Session dialWithoutCertificate() throws InterruptedException {
        var trust = HubTrust.pinned(Certificates.hash(issuer.root()));
        return client.dial(address(), Channel.CONTROL, null, trust, session -> new Handler() {});
    }

    static Issuer authority() {
        var keys = Keys.generate();
        return new Issuer(keys.getPrivate(), Issuer.root(keys, "inst", Instant.now()));
    }

    static Credentials agent(Issuer issuer, Instant now) {
        var keys = Keys.generate();
        var leaf = issuer.issue(SpiffeId.agent("inst", EAST, "a-1"), keys.getPublic(), now);
        return new Credentials(keys.getPrivate(), List.of(leaf), List.of(issuer.root()));
    }

    private Credentials hub() {
        var keys = Keys.generate();
        var leaf = issuer.issue(SpiffeId.hub("inst"), keys.getPublic(), Instant.now());
        return new Credentials(keys.getPrivate(), List.of(leaf, issuer.root()), List.of(issuer.root()));
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
