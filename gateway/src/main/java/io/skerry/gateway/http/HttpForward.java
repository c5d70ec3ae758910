package io.skerry.gateway.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.skerry.gateway.address.Upstream;
import io.skerry.gateway.measure.RouteMeter;
import java.util.concurrent.atomic.AtomicBoolean;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.DisposableChannel;
import reactor.netty.NettyOutbound;
import reactor.netty.http.client.HttpClientRequest;
import reactor.netty.http.client.HttpClientResponse;

/** One request to one instance and its answer back, both streamed: no body is ever held whole, every piece is passed on as it comes. */
final class HttpForward {

    /**
     * Ends when the answer was passed on whole.
     *
     * @return fails with {@link NoAnswer} if the instance gave none, with {@link Refusal} if the client broke off
     */
    Mono<Void> send(Call call, Upstream upstream, RouteMeter meter) {
        var answered = new AtomicBoolean();
        return upstream.client()
                .request(call.request().method())
                .uri(call.path())
                .send((request, out) -> ask(call, meter, request, out))
                .response((response, body) -> {
                    answered.set(true);
                    return answer(call, meter, response, body);
                })
                .then()
                .onErrorResume(e -> failed(call, e, answered.get()));
    }

    private static Publisher<Void> ask(Call call, RouteMeter meter, HttpClientRequest request, NettyOutbound out) {
        var headers = request.requestHeaders();
        // Reactor Netty's own (User-Agent, Accept, a guess at the framing) are not the client's.
        headers.clear();
        HeaderRules.request(call.request().requestHeaders(), headers, call.caller());
        if (!headers.contains(HttpHeaderNames.HOST)) {
            headers.set(HttpHeaderNames.HOST, call.host());
        }
        if (!call.hasBody()) {
            frameEmpty(call.request().method(), headers);
            return out;
        }
        if (call.isChunked()) {
            headers.remove(HttpHeaderNames.CONTENT_LENGTH);
            headers.set(HttpHeaderNames.TRANSFER_ENCODING, HttpHeaderValues.CHUNKED);
        }
        var body = call.request()
                .receive()
                .doOnNext(piece -> meter.received(piece.retain().readableBytes()))
                .onErrorMap(e -> Refusal.bodyBroken());
        return out.send(body, piece -> true);
    }

    private static void frameEmpty(HttpMethod method, HttpHeaders headers) {
        if (method.equals(HttpMethod.POST) || method.equals(HttpMethod.PUT) || method.equals(HttpMethod.PATCH)) {
            headers.set(HttpHeaderNames.CONTENT_LENGTH, HttpHeaderValues.ZERO);
        }
    }

    private static Publisher<Void> answer(Call call, RouteMeter meter, HttpClientResponse from, ByteBufFlux body) {
        var to = call.response();
        to.status(from.status());
        HeaderRules.response(from.responseHeaders(), to.responseHeaders(), call.id());
        if (from.responseHeaders().contains(HttpHeaderNames.CONTENT_LENGTH)) {
            to.responseHeaders().remove(HttpHeaderNames.TRANSFER_ENCODING);
        }
        if (!call.request().version().equals(HttpVersion.HTTP_1_1)) {
            // A client of that age knows no chunks: the end of the connection is the end of the body.
            to.chunkedTransfer(false).keepAlive(false);
        }
        if (hasNoBody(call, from.status())) {
            return to.then();
        }
        var passed = body.doOnNext(piece -> meter.sent(piece.retain().readableBytes()));
        return to.send(passed, piece -> true).then();
    }

    private static boolean hasNoBody(Call call, HttpResponseStatus status) {
        return call.request().method().equals(HttpMethod.HEAD)
                || status.equals(HttpResponseStatus.NO_CONTENT)
                || status.equals(HttpResponseStatus.NOT_MODIFIED);
    }

    private static Mono<Void> failed(Call call, Throwable thrown, boolean answered) {
        if (thrown instanceof Refusal) {
            return Mono.error(thrown);
        }
        if (!answered) {
            return Mono.error(NoAnswer.because(thrown));
        }
        // Half an answer went out. Only a broken connection tells the client; an orderly end would make the half look
        // whole.
        call.request().withConnection(DisposableChannel::dispose);
        return Mono.error(thrown);
    }
}
