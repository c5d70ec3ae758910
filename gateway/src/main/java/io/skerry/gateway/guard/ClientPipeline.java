package io.skerry.gateway.guard;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpResponse;
import java.time.Duration;
import reactor.netty.NettyPipeline;

/** The one place that knows what stands in a client connection's pipeline. */
public final class ClientPipeline {

    private static final String HEAD_BYTES = "skerry.headBytes";
    private static final String HEAD_DONE = "skerry.headDone";
    private static final String TARGET = "skerry.target";
    private static final String TUNNEL = "skerry.tunnel";

    private ClientPipeline() {}

    static void guard(Channel channel, Duration head) {
        var deadline = new HeadDeadline(head);
        channel.pipeline()
                .addBefore(NettyPipeline.HttpCodec, HEAD_BYTES, deadline.bytes())
                .addAfter(NettyPipeline.HttpCodec, TARGET, TargetRepair.INSTANCE)
                .addAfter(NettyPipeline.HttpCodec, HEAD_DONE, deadline.messages());
    }

    /**
     * Sends the answer that ends HTTP on this connection; what follows, in both directions, belongs to the tunnel. Called on the
     * connection's event loop.
     */
    public static void becomeTunnel(Channel client, FullHttpResponse answer, ChannelHandler tunnel) {
        var pipeline = client.pipeline();
        // Past Reactor Netty's traffic handler, which would count an answer it did not ask for.
        var _ = pipeline.context(NettyPipeline.HttpTrafficHandler).writeAndFlush(answer);
        pipeline.addBefore(NettyPipeline.ReactiveBridge, TUNNEL, tunnel);
        for (var name : new String[] {
            NettyPipeline.HttpTrafficHandler, NettyPipeline.ReadTimeoutHandler, HEAD_BYTES, HEAD_DONE, TARGET
        }) {
            removeIfThere(pipeline, name);
        }
        pipeline.remove(NettyPipeline.HttpCodec);
        client.config().setAutoRead(true);
        client.read();
    }

    private static void removeIfThere(ChannelPipeline pipeline, String name) {
        if (pipeline.get(name) != null) {
            pipeline.remove(name);
        }
    }
}
