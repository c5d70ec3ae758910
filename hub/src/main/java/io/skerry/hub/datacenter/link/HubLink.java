package io.skerry.hub.datacenter.link;

import io.skerry.hub.datacenter.SiteLink;
import io.skerry.hub.keys.CertificateAuthority;
import io.skerry.link.session.Channel;
import io.skerry.link.session.Handler;
import io.skerry.link.session.LinkRefused;
import io.skerry.link.session.LinkServer;
import io.skerry.link.session.Session;
import io.skerry.link.session.rsocket.RSocketLinkServer;
import io.skerry.model.error.ErrorCode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Listens for agents while the hub runs. */
final class HubLink implements SiteLink, SmartLifecycle {

    private final int wantedPort;
    private final CertificateAuthority authority;
    private final LinkParts parts;
    private final Heartbeat heartbeat;
    private volatile @Nullable LinkServer server;

    HubLink(int wantedPort, CertificateAuthority authority, LinkParts parts, Heartbeat heartbeat) {
        this.wantedPort = wantedPort;
        this.authority = authority;
        this.parts = parts;
        this.heartbeat = heartbeat;
    }

    @Override
    public void start() {
        parts.sessions().forgetSessionsOf(parts.hub());
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), wantedPort);
        server = RSocketLinkServer.listen(address, authority::hub, this::accept);
        heartbeat.start();
    }

    @Override
    public void stop() {
        var listening = server;
        server = null;
        if (listening != null) {
            listening.close();
            stopHeartbeat();
        }
    }

    private void stopHeartbeat() {
        try {
            heartbeat.stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return server != null;
    }

    @Override
    public int port() {
        var listening = server;
        if (listening == null) {
            throw new IllegalStateException("the link is not listening");
        }
        return listening.port();
    }

    private Handler accept(Session session) {
        var peer = session.peer();
        if (peer.isEmpty()) {
            return new StrangerHandler(session, parts.enrolment());
        }
        if (!peer.get().installation().equals(authority.installation())) {
            throw LinkRefused.of(ErrorCode.UNAUTHENTICATED, "another installation's agent");
        }
        return session.channel() == Channel.CONTROL
                ? new ControlHandler(session, peer.get(), parts)
                : new BulkHandler(session, peer.get(), parts);
    }
}
