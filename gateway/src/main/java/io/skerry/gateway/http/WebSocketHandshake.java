package io.skerry.gateway.http;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.group.ChannelGroup;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.timeout.ReadTimeoutHandler;
import io.skerry.gateway.guard.ClientPipeline;
import io.skerry.gateway.stream.Pipe;
import reactor.core.publisher.MonoSink;

/** The first words on a WebSocket's connection to an instance; steps aside when both have agreed. */
final class WebSocketHandshake extends SimpleChannelInboundHandler<FullHttpResponse> {

    private final Call call;
    private final Channel client;
    private final MonoSink<Void> sink;
    private final ChannelGroup tunnels;

    WebSocketHandshake(Call call, Channel client, MonoSink<Void> sink, ChannelGroup tunnels) {
        this.call = call;
        this.client = client;
        this.sink = sink;
        this.tunnels = tunnels;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        var request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, call.path());
        HeaderRules.request(call.request().requestHeaders(), request.headers(), call.caller());
        request.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
        request.headers().set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        request.headers().remove(HttpHeaderNames.CONTENT_LENGTH);
        var _ = ctx.writeAndFlush(request);
    }

    @Override
    protected void channelRead0(ChannelHandlerContext ctx, FullHttpResponse answer) {
        if (answer.decoderResult().isFailure()) {
            fail(ctx, answer.decoderResult().cause());
        } else if (answer.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)) {
            join(ctx, answer);
        } else {
            passOnRefusal(ctx, answer);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        sink.error(new NoAnswer(NoAnswer.Kind.DROPPED));
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(ctx, cause);
    }

    private void fail(ChannelHandlerContext ctx, Throwable cause) {
        sink.error(NoAnswer.because(cause));
        var _ = ctx.close();
    }

    private void join(ChannelHandlerContext ctx, FullHttpResponse answer) {
        var headers = new DefaultHttpHeaders();
        HeaderRules.response(answer.headers(), headers, call.id());
        headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.UPGRADE);
        headers.set(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET);
        var agreed = new DefaultFullHttpResponse(
                HttpVersion.HTTP_1_1,
                HttpResponseStatus.SWITCHING_PROTOCOLS,
                Unpooled.EMPTY_BUFFER,
                headers,
                new DefaultHttpHeaders());
        var instance = ctx.channel();
        client.closeFuture().addListener(closed -> sink.success());
        ClientPipeline.becomeTunnel(client, agreed, Pipe.to(instance));
        var pipeline = ctx.pipeline();
        pipeline.remove(ReadTimeoutHandler.class);
        pipeline.replace(this, "tunnel", Pipe.to(client));
        pipeline.remove(HttpObjectAggregator.class);
        // Last: what the instance said right behind its answer leaves the codec now and goes into the tunnel.
        pipeline.remove(HttpClientCodec.class);
        tunnels.add(client);
    }

    private void passOnRefusal(ChannelHandlerContext ctx, FullHttpResponse answer) {
        var response = call.response();
        response.status(answer.status());
        HeaderRules.response(answer.headers(), response.responseHeaders(), call.id());
        response.responseHeaders().remove(HttpHeaderNames.TRANSFER_ENCODING);
        response.responseHeaders()
                .setInt(HttpHeaderNames.CONTENT_LENGTH, answer.content().readableBytes());
        response.sendObject(answer.content().retain()).then().subscribe(sent -> {}, sink::error, sink::success);
        var _ = ctx.close();
    }
}
