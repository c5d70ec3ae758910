package io.skerry.gateway.http;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.skerry.measure.Figures;
import io.skerry.model.error.LogKeys;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerRequest;

/** Answers what was refused or failed, the one place where a failure becomes a page. */
public final class RefusalHandler implements WebExceptionHandler, Figures.Source {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalHandler.class);
    private static final String RETRY_AFTER_SECONDS = "2";

    private final InstantSource clock;
    private final Map<Reason, LongAdder> refusals = new EnumMap<>(Reason.class);

    public RefusalHandler(InstantSource clock) {
        this.clock = clock;
        // Complete from now on, so that event loops read it without a lock.
        for (var reason : Reason.values()) {
            refusals.put(reason, new LongAdder());
        }
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange, Throwable thrown) {
        HttpServerRequest request = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
        if (!isOpen(request)) {
            return Mono.empty();
        }
        if (thrown instanceof Refusal refusal) {
            return answer(exchange, request, refusal);
        }
        LOG.atError()
                .addKeyValue("request", Call.idOf(exchange))
                .addKeyValue(LogKeys.ERROR, thrown.toString())
                .setCause(thrown)
                .log("a request failed in the gateway");
        return answer(exchange, request, Refusal.defect());
    }

    @Override
    public void addTo(Figures figures) {
        refusals.forEach((reason, count) -> figures.counter(
                "skerry_gateway_refusals",
                "Requests that the gateway answered itself, by reason; those for unknown hosts among them.",
                count.sum(),
                "reason",
                reason.text()));
    }

    private Mono<Void> answer(ServerWebExchange exchange, HttpServerRequest request, Refusal refusal) {
        Objects.requireNonNull(refusals.get(refusal.reason())).increment();
        var id = Call.idOf(exchange);
        var accept = request.requestHeaders().get(HttpHeaderNames.ACCEPT);
        var page = RefusalPage.of(refusal, accept, id, clock.instant());
        var response = Call.responseOf(exchange);
        response.status(refusal.reason().status());
        var headers = response.responseHeaders();
        headers.clear();
        headers.set(HttpHeaderNames.CONTENT_TYPE, page.contentType());
        headers.setInt(HttpHeaderNames.CONTENT_LENGTH, page.body().length);
        headers.set(HttpHeaderNames.CACHE_CONTROL, "no-store");
        headers.set(HttpHeaderNames.CONTENT_SECURITY_POLICY, "default-src 'none'; style-src 'unsafe-inline'");
        headers.set("Skerry-Reason", refusal.reason().text());
        headers.set(HeaderRules.REQUEST_ID, id);
        if (refusal.reason().passes()) {
            headers.set(HttpHeaderNames.RETRY_AFTER, RETRY_AFTER_SECONDS);
        }
        if (Call.hasBody(request) || refusal.reason() == Reason.MALFORMED_REQUEST) {
            // The rest of the body is not worth reading, and after a malformed head nobody knows where the next one
            // begins.
            response.keepAlive(false);
        }
        if (request.method().equals(HttpMethod.HEAD)) {
            return response.then();
        }
        return response.sendObject(Unpooled.wrappedBuffer(page.body())).then();
    }

    private static boolean isOpen(HttpServerRequest request) {
        var open = new AtomicBoolean();
        request.withConnection(connection -> open.set(!connection.isDisposed()));
        return open.get();
    }
}
