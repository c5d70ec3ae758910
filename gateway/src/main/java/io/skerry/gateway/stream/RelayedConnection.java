package io.skerry.gateway.stream;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.SocketChannel;
import io.skerry.gateway.address.AddressBook;
import io.skerry.gateway.address.Upstream;
import io.skerry.gateway.route.Backend;
import io.skerry.gateway.route.Target;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One dependant's connection. Nothing is read from it before an instance has taken the connection, so another instance may be tried when
 * the first does not; if none takes it the dependant sees a reset.
 */
final class RelayedConnection {

    private static final int CONNECT_MILLIS = 3_000;

    private final SocketChannel client;
    private final Class<? extends SocketChannel> socket;
    private final AddressBook addresses;
    private final Supplier<@Nullable Backend> where;

    RelayedConnection(
            SocketChannel client,
            Class<? extends SocketChannel> socket,
            AddressBook addresses,
            Supplier<@Nullable Backend> where) {
        this.client = client;
        this.socket = socket;
        this.addresses = addresses;
        this.where = where;
    }

    void open() {
        connect(null);
    }

    private void connect(@Nullable Target refused) {
        var upstream = addresses.acquire(where, refused);
        if (upstream == null) {
            client.eventLoop().execute(() -> Pipe.reset(client));
            return;
        }
        new Bootstrap()
                .group(client.eventLoop())
                .channel(socket)
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.ALLOW_HALF_CLOSURE, true)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .handler(new ChannelInboundHandlerAdapter())
                .connect(upstream.address())
                .addListener((ChannelFuture connected) -> connected(upstream, connected, refused == null));
    }

    private void connected(Upstream upstream, ChannelFuture connected, boolean mayTryAnother) {
        if (connected.isSuccess()) {
            join(upstream, connected.channel());
            return;
        }
        upstream.refusedConnection();
        upstream.release();
        if (mayTryAnother) {
            connect(upstream.target());
        } else {
            Pipe.reset(client);
        }
    }

    private void join(Upstream upstream, Channel instance) {
        instance.closeFuture().addListener(closed -> upstream.release());
        if (!client.isActive()) {
            var _ = instance.close();
            return;
        }
        client.pipeline().addLast(Pipe.to(instance));
        instance.pipeline().addLast(Pipe.to(client));
        client.config().setAutoRead(true);
        instance.config().setAutoRead(true);
    }
}
