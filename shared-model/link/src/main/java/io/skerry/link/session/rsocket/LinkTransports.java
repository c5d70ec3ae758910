package io.skerry.link.session.rsocket;

import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.handler.ssl.SslContext;
import io.rsocket.Closeable;
import io.rsocket.DuplexConnection;
import io.rsocket.transport.ClientTransport;
import io.rsocket.transport.ServerTransport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.tcp.TcpClient;
import reactor.netty.tcp.TcpServer;

/** RSocket's transports, made by hand so that acceptors see the connection and with it the certificate. */
final class LinkTransports {

    private LinkTransports() {}

    /** A listening socket. */
    record Listening(DisposableServer server) implements Closeable {

        @Override
        public Mono<Void> onClose() {
            return server.onDispose();
        }

        @Override
        public void dispose() {
            server.disposeNow();
        }

        @Override
        public boolean isDisposed() {
            return server.isDisposed();
        }
    }

    /** Accepts; the {@link LinkConnection} is in the acceptor's Reactor context. */
    record Server(TcpServer server, Supplier<SslContext> tls) implements ServerTransport<Listening> {

        @Override
        public int maxFrameLength() {
            return Limits.MAX_MESSAGE;
        }

        @Override
        public Mono<Listening> start(ConnectionAcceptor acceptor) {
            var configured = server.childOption(ChannelOption.TCP_NODELAY, true)
                    .childOption(ChannelOption.SO_KEEPALIVE, true)
                    .doOnChannelInit((observer, channel, remote) ->
                            channel.pipeline().addFirst("skerry-tls", tls.get().newHandler(channel.alloc())))
                    .doOnConnection(netty -> {
                        var connection = new LinkConnection(netty);
                        acceptor.apply(connection)
                                .contextWrite(c -> c.put(LinkConnection.class, connection))
                                .then(Mono.<Void>never())
                                .subscribe(netty.disposeSubscriber());
                    });
            if (Epoll.isAvailable()) {
                configured = configured.childOption(
                        EpollChannelOption.TCP_USER_TIMEOUT, (int) Limits.UNACKNOWLEDGED.toMillis());
            }
            return configured.bind().map(Listening::new);
        }
    }

    /** Dials once. */
    static final class Client implements ClientTransport {

        private final TcpClient client;
        private final Consumer<LinkConnection> connected;

        Client(TcpClient client, SslContext tls, Consumer<LinkConnection> connected) {
            this.connected = connected;
            var configured = client.option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.SO_KEEPALIVE, true)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, (int) Limits.CONNECT.toMillis())
                    .secure(spec -> spec.sslContext(tls).handshakeTimeout(Limits.SETUP));
            this.client = Epoll.isAvailable()
                    ? configured.option(EpollChannelOption.TCP_USER_TIMEOUT, (int) Limits.UNACKNOWLEDGED.toMillis())
                    : configured;
        }

        @Override
        public int maxFrameLength() {
            return Limits.MAX_MESSAGE;
        }

        @Override
        public Mono<DuplexConnection> connect() {
            return client.connect().map(netty -> {
                var connection = new LinkConnection(netty);
                connected.accept(connection);
                return connection;
            });
        }
    }
}
