package io.skerry.gateway.guard;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose request head does not end in time, however steadily its bytes drip. One handler stands before the decoder and
 * sees bytes, one behind it and sees heads.
 */
final class HeadDeadline {

    private final Duration limit;
    private boolean inBody;
    private int heads;
    private @Nullable Future<?> deadline;

    HeadDeadline(Duration limit) {
        this.limit = limit;
    }

    ChannelHandler bytes() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object msg) {
                int before = heads;
                // A read that ends a body begins no head; if one follows in the same read, it is counted from its next
                // bytes.
                boolean wasInBody = inBody;
                ctx.fireChannelRead(msg);
                if (!wasInBody && !inBody && heads == before && deadline == null) {
                    deadline = ctx.executor().schedule(() -> closeLate(ctx), limit.toMillis(), TimeUnit.MILLISECONDS);
                }
            }

            @Override
            public void channelInactive(ChannelHandlerContext ctx) {
                cancel();
                ctx.fireChannelInactive();
            }

            @Override
            public void handlerRemoved(ChannelHandlerContext ctx) {
                cancel();
            }
        };
    }

    ChannelHandler messages() {
        return new ChannelInboundHandlerAdapter() {
            @Override
            public void channelRead(ChannelHandlerContext ctx, Object msg) {
                if (msg instanceof HttpRequest) {
                    heads++;
                    inBody = true;
                    cancel();
                }
                if (msg instanceof LastHttpContent) {
                    inBody = false;
                }
                ctx.fireChannelRead(msg);
            }
        };
    }

    private static void closeLate(ChannelHandlerContext ctx) {
        var _ = ctx.close();
    }

    private void cancel() {
        if (deadline != null) {
            deadline.cancel(false);
            deadline = null;
        }
    }
}
