package io.skerry.gateway.http;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import io.skerry.gateway.address.Upstream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoSink;
import reactor.netty.resources.LoopResources;

/**
 * Asks an instance for a WebSocket in the client's own words and, once it agreed, joins the two connections byte for byte. So every
 * extension, frame size and close code passes; the gateway never looks into frames.
 */
public final class WebSocketForward {

    private static final int CONNECT_MILLIS = 3_000;
    /** The largest answer of an instance that does not agree. */
    private static final int MAX_REFUSAL = 64 * 1024;

    private final LoopResources loops;
    private final Duration answerTimeout;
    private final ChannelGroup tunnels = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE, true);

    public WebSocketForward(LoopResources loops, Duration answerTimeout) {
        this.loops = loops;
        this.answerTimeout = answerTimeout;
    }

    /** Closes every tunnel, now and from now on: at the end of the process they would only hold up the requests that can end. */
    public void closeTunnels() {
        var _ = tunnels.close();
    }

    /** Ends when the tunnel is closed or the instance's refusal was passed on; fails with {@link NoAnswer} if there was none. */
    Mono<Void> send(Call call, Upstream upstream) {
        return Mono.create(sink ->
                call.request().withConnection(connection -> connect(call, upstream, connection.channel(), sink)));
    }

    private void connect(Call call, Upstream upstream, Channel client, MonoSink<Void> sink) {
        var loop = client.eventLoop();
        new Bootstrap()
                .group(loop)
                .channel(loops.onChannelClass(SocketChannel.class, loop))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .handler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel instance) {
                        instance.pipeline()
                                .addLast(new HttpClientCodec())
                                .addLast(new HttpObjectAggregator(MAX_REFUSAL))
                                .addLast(new ReadTimeoutHandler(answerTimeout.toMillis(), TimeUnit.MILLISECONDS))
                                .addLast(new WebSocketHandshake(call, client, sink, tunnels));
                    }
                })
                .connect(upstream.address())
                .addListener((ChannelFuture connected) -> {
                    if (connected.isSuccess()) {
                        sink.onDispose(() -> {
                            var _ = connected.channel().close();
                        });
                    } else {
                        sink.error(NoAnswer.because(connected.cause()));
                    }
                });
    }
}
