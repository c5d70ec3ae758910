package io.skerry.gateway.address;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/** Drops an instance's interim answers (102, 103): Reactor Netty takes the first answer for the last. */
final class EarlyHints extends ChannelInboundHandlerAdapter {

    private boolean interim;

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object msg) {
        if (msg instanceof HttpResponse response) {
            interim = isInterim(response.status());
        }
        if (!interim) {
            ctx.fireChannelRead(msg);
            return;
        }
        ReferenceCountUtil.release(msg);
        if (msg instanceof LastHttpContent) {
            interim = false;
            ctx.read();
        }
    }

    private static boolean isInterim(HttpResponseStatus status) {
        return status.codeClass() == HttpStatusClass.INFORMATIONAL
                && !status.equals(HttpResponseStatus.CONTINUE)
                && !status.equals(HttpResponseStatus.SWITCHING_PROTOCOLS);
    }
}
