package io.skerry.gateway.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.skerry.gateway.http.HeaderRules.Caller;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * One request and its answer, as Reactor Netty has them: passing headers and bytes through Spring's copies costs half the throughput.
 *
 * @param host in lower case, without port; empty if none was named
 * @param path and query, as sent
 * @param id random, told to the instance and the client
 */
record Call(HttpServerRequest request, HttpServerResponse response, String host, String path, String id) {

    private static final String ATTRIBUTE = Call.class.getName();
    private static final String ID_ATTRIBUTE = ATTRIBUTE + ".id";

    /**
     * The call behind an exchange.
     *
     * @throws Refusal if the request can be read in more than one way
     */
    static Call of(ServerWebExchange exchange) {
        Call made = exchange.getAttribute(ATTRIBUTE);
        if (made != null) {
            return made;
        }
        HttpServerRequest request = ServerHttpRequestDecorator.getNativeRequest(exchange.getRequest());
        var headers = request.requestHeaders();
        refuseWhatEndsHere(request);
        var call = new Call(
                request,
                responseOf(exchange),
                RequestedHost.of(headers, request.uri()),
                OriginForm.of(request.uri()),
                idOf(exchange));
        exchange.getAttributes().put(ATTRIBUTE, call);
        return call;
    }

    /** The answer of an exchange, also of one whose request makes no call. */
    static HttpServerResponse responseOf(ServerWebExchange exchange) {
        return ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse());
    }

    /** The id of an exchange, made at the first asking. */
    static String idOf(ServerWebExchange exchange) {
        return (String) exchange.getAttributes().computeIfAbsent(ID_ATTRIBUTE, any -> newId());
    }

    /** Whether it may be sent again, to another instance. */
    boolean repeatable() {
        return request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    }

    boolean hasBody() {
        return hasBody(request);
    }

    /** Whether a body follows the request's head. */
    static boolean hasBody(HttpServerRequest request) {
        var headers = request.requestHeaders();
        return headers.contains(HttpHeaderNames.TRANSFER_ENCODING)
                || !headers.get(HttpHeaderNames.CONTENT_LENGTH, "0").equals("0");
    }

    boolean isChunked() {
        return request.requestHeaders().contains(HttpHeaderNames.TRANSFER_ENCODING);
    }

    boolean wantsWebSocket() {
        return request.method().equals(HttpMethod.GET)
                && request.requestHeaders().containsValue(HttpHeaderNames.CONNECTION, "upgrade", true)
                && request.requestHeaders().containsValue(HttpHeaderNames.UPGRADE, "websocket", true);
    }

    Caller caller() {
        var remote = request.remoteAddress();
        var address = remote == null || remote.getAddress() == null
                ? "unknown"
                : remote.getAddress().getHostAddress();
        var dialled = request.hostAddress();
        var written = request.requestHeaders().get(HttpHeaderNames.HOST, host);
        return new Caller(address, request.scheme(), written, dialled == null ? 80 : dialled.getPort(), id);
    }

    private static void refuseWhatEndsHere(HttpServerRequest request) {
        var method = request.method();
        if (method.equals(HttpMethod.CONNECT) || method.equals(HttpMethod.TRACE)) {
            throw Refusal.methodNotAllowed(method.name());
        }
        var codings = request.requestHeaders().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (codings.isEmpty()) {
            return;
        }
        if (codings.size() > 1 || !codings.getFirst().strip().equalsIgnoreCase("chunked")) {
            throw Refusal.malformed("The request's Transfer-Encoding is not 'chunked'.");
        }
        if (!request.version().equals(HttpVersion.HTTP_1_1)) {
            throw Refusal.malformed("A request of this HTTP version cannot be chunked.");
        }
    }

    private static String newId() {
        var random = ThreadLocalRandom.current();
        return "%016x%016x".formatted(random.nextLong(), random.nextLong());
    }
}
