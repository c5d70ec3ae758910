package io.skerry.link.session.rsocket;

import io.rsocket.ConnectionSetupPayload;
import io.rsocket.RSocket;
import io.rsocket.core.RSocketServer;
import io.rsocket.exceptions.RejectedSetupException;
import io.skerry.link.identity.Credentials;
import io.skerry.link.session.Acceptor;
import io.skerry.link.session.Channel;
import io.skerry.link.session.LinkRefused;
import io.skerry.link.session.LinkServer;
import io.skerry.model.error.InvalidInput;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpServer;

/** Listens for agents. */
public final class RSocketLinkServer implements LinkServer {

    private final Set<RSocketSession> sessions = ConcurrentHashMap.newKeySet();
    private final LoopResources loops;
    private final LinkTransports.Listening listening;
    private final int port;

    private RSocketLinkServer(InetSocketAddress address, Supplier<Credentials> credentials, Acceptor acceptor) {
        loops = LoopResources.create("link", Math.max(2, Runtime.getRuntime().availableProcessors()), true);
        var server = TcpServer.create().bindAddress(() -> address).runOn(loops);
        listening = RSocketServer.create((setup, socket) -> Mono.deferContextual(
                        context -> accept(setup, socket, context.get(LinkConnection.class), acceptor)))
                .maxInboundPayloadSize(Limits.MAX_MESSAGE)
                .maxTimeToFirstFrame(Limits.SETUP)
                .bindNow(new LinkTransports.Server(server, Tls.server(credentials)));
        port = listening.server().port();
    }

    /**
     * Listens until closed.
     *
     * @param address port 0 takes a free one
     * @param credentials asked for at every connection, so that a renewed certificate is used at once
     */
    public static LinkServer listen(InetSocketAddress address, Supplier<Credentials> credentials, Acceptor acceptor) {
        return new RSocketLinkServer(address, credentials, acceptor);
    }

    private Mono<RSocket> accept(
            ConnectionSetupPayload setup, RSocket socket, LinkConnection connection, Acceptor acceptor) {
        var channel = Channel.of(setup.getMetadataUtf8());
        if (channel.isEmpty() || setup.keepAliveMaxLifetime() > Limits.DEAD.toMillis()) {
            return Mono.error(new RejectedSetupException("no such channel, or too long a keepalive"));
        }
        try {
            var session = new RSocketSession(channel.get(), connection, socket);
            var handler = acceptor.accept(session);
            sessions.add(session);
            session.onClose(() -> sessions.remove(session));
            return Mono.just(new Responder(handler, connection.unsent()));
        } catch (LinkRefused | InvalidInput e) {
            return Mono.error(new RejectedSetupException(e.getMessage()));
        }
    }

    @Override
    public int port() {
        return port;
    }

    @Override
    public void close() {
        listening.dispose();
        sessions.forEach(RSocketSession::close);
        loops.dispose();
    }
}
