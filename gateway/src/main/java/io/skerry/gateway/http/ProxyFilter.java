package io.skerry.gateway.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.skerry.gateway.address.AddressBook;
import io.skerry.gateway.address.Upstream;
import io.skerry.gateway.measure.MeteredRequest;
import io.skerry.gateway.measure.RouteMeter;
import io.skerry.gateway.measure.RouteMeters;
import io.skerry.gateway.route.Backend;
import io.skerry.gateway.route.LiveTable;
import io.skerry.gateway.route.Target;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/**
 * Sends a request to a ready instance of its host's component. A GET or HEAD that an instance did not take, or dropped before it said
 * anything, goes to one other; nothing else is ever sent twice.
 */
public final class ProxyFilter implements GlobalFilter {

    private final LiveTable live;
    private final AddressBook addresses;
    private final RouteMeters meters;
    private final HttpForward http = new HttpForward();
    private final WebSocketForward webSocket;

    public ProxyFilter(LiveTable live, AddressBook addresses, WebSocketForward webSocket, RouteMeters meters) {
        this.live = live;
        this.addresses = addresses;
        this.webSocket = webSocket;
        this.meters = meters;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        var call = Call.of(exchange);
        var route = live.current().route(call.host());
        if (route == null) {
            return Mono.error(Refusal.unknownHost(call.host()));
        }
        var meter = meters.of(route);
        var request = meter.begin();
        return attempt(call, meter, null)
                .doOnError(e -> failed(request, e))
                .doFinally(end -> ended(call, request, end));
    }

    private static void failed(MeteredRequest request, Throwable thrown) {
        if (thrown instanceof Refusal refusal) {
            request.refused(refusal.reason().status());
        } else {
            request.brokenOff();
        }
    }

    private static void ended(Call call, MeteredRequest request, SignalType end) {
        // A request that became a tunnel never had a status of its own.
        if (call.wantsWebSocket() && call.response().status().equals(HttpResponseStatus.OK)) {
            request.tunnelled();
        } else if (end == SignalType.CANCEL) {
            request.givenUp();
        } else {
            request.answered(call.response().status().code());
        }
    }

    private Mono<Void> attempt(Call call, RouteMeter meter, @Nullable Target failed) {
        return Mono.defer(() -> {
            var backend = live.current().host(call.host());
            if (backend == null) {
                return Mono.error(Refusal.unknownHost(call.host()));
            }
            var upstream = addresses.acquire(() -> live.current().host(call.host()), failed);
            if (upstream == null) {
                return Mono.error(failed == null ? Refusal.noInstanceReady(backend) : Refusal.notConnected(backend));
            }
            var mayRepeat = failed == null && call.repeatable();
            return send(call, upstream, meter)
                    .doFinally(end -> upstream.release())
                    .onErrorResume(NoAnswer.class, e -> again(call, meter, e, upstream, backend, mayRepeat));
        });
    }

    private Mono<Void> send(Call call, Upstream upstream, RouteMeter meter) {
        return call.wantsWebSocket() ? webSocket.send(call, upstream) : http.send(call, upstream, meter);
    }

    private Mono<Void> again(
            Call call, RouteMeter meter, NoAnswer e, Upstream upstream, Backend backend, boolean mayRepeat) {
        if (e.kind() == NoAnswer.Kind.NOT_CONNECTED) {
            upstream.refusedConnection();
        }
        if (mayRepeat && e.kind().repeatable()) {
            return attempt(call, meter, upstream.target());
        }
        return Mono.error(
                switch (e.kind()) {
                    case NOT_CONNECTED -> Refusal.notConnected(backend);
                    case DROPPED -> Refusal.noAnswer(backend);
                    case NOT_HTTP -> Refusal.badAnswer(backend);
                    case TOO_SLOW -> Refusal.tooSlow(backend);
                    case BUSY -> Refusal.busy(backend);
                });
    }
}
