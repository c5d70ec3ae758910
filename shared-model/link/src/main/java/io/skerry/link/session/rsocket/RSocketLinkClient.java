package io.skerry.link.session.rsocket;

import io.rsocket.RSocket;
import io.rsocket.core.RSocketConnector;
import io.rsocket.util.DefaultPayload;
import io.skerry.link.identity.Credentials;
import io.skerry.link.session.Acceptor;
import io.skerry.link.session.Channel;
import io.skerry.link.session.LinkClient;
import io.skerry.link.session.LinkClosed;
import io.skerry.link.session.Session;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;
import reactor.netty.tcp.TcpClient;
import reactor.netty.transport.ProxyProvider;

/** Dials the hub, on one I/O thread for all connections of the process. */
public final class RSocketLinkClient implements LinkClient {

    private static final String MIME = "application/cbor";

    private final LoopResources loops = LoopResources.create("link", 1, true);
    private final @Nullable InetSocketAddress proxy;

    private RSocketLinkClient(@Nullable InetSocketAddress proxy) {
        this.proxy = proxy;
    }

    /** A client that dials directly, or through an HTTP CONNECT proxy. */
    public static LinkClient create(@Nullable InetSocketAddress proxy) {
        return new RSocketLinkClient(proxy);
    }

    @Override
    public Session dial(
            InetSocketAddress hub,
            Channel channel,
            @Nullable Credentials own,
            X509TrustManager trust,
            Acceptor acceptor)
            throws InterruptedException {
        var connected = new CompletableFuture<LinkConnection>();
        var accepted = new CompletableFuture<RSocketSession>();
        var transport = new LinkTransports.Client(tcp(hub), Tls.client(own, trust), connected::complete);
        var dialled = RSocketConnector.create()
                .setupPayload(Mono.fromSupplier(() -> DefaultPayload.create("", channel.text())))
                .metadataMimeType(MIME)
                .dataMimeType(MIME)
                .keepAlive(Limits.KEEPALIVE, Limits.DEAD)
                .maxInboundPayloadSize(Limits.MAX_MESSAGE)
                .acceptor((setup, socket) -> responder(channel, connected.join(), socket, acceptor, accepted))
                .connect(transport)
                .timeout(Limits.SETUP.plus(Limits.CONNECT))
                .toFuture();
        try {
            dialled.get();
            return accepted.get();
        } catch (ExecutionException e) {
            throw new LinkClosed("the hub at " + hub + " cannot be reached: " + e.getCause(), e);
        } catch (InterruptedException e) {
            dialled.cancel(true);
            throw e;
        }
    }

    private static Mono<RSocket> responder(
            Channel channel,
            LinkConnection connection,
            RSocket socket,
            Acceptor acceptor,
            CompletableFuture<RSocketSession> accepted) {
        var session = new RSocketSession(channel, connection, socket);
        var responder = new Responder(acceptor.accept(session), connection.unsent());
        accepted.complete(session);
        return Mono.just(responder);
    }

    private TcpClient tcp(InetSocketAddress hub) {
        var client = TcpClient.create(ConnectionProvider.newConnection())
                .runOn(loops)
                .remoteAddress(() -> hub);
        return proxy == null
                ? client
                : client.proxy(spec -> spec.type(ProxyProvider.Proxy.HTTP).socketAddress(proxy));
    }

    @Override
    public void close() {
        loops.dispose();
    }
}
