package io.skerry.gateway.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Which headers pass. What belongs to one connection stays on it, and nobody but the gateway says where a request came from. */
final class HeaderRules {

    static final String REQUEST_ID = "X-Request-Id";

    private static final Set<String> OF_ONE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "http2-settings");

    /** {@code Expect} is answered here, where the body is read. */
    private static final Set<String> OURS_TO_SAY = Set.of("forwarded", "x-real-ip", "x-request-id", "expect");

    private HeaderRules() {}

    /** Copies what an instance may see, then says who asked, how and for what. */
    static void request(HttpHeaders from, HttpHeaders to, Caller caller) {
        var named = namedByConnection(from);
        for (Map.Entry<String, String> header : from) {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            // CGI turns both into X_FORWARDED_FOR, so both are the same header to an application.
            var meant = name.replace('_', '-').replace('.', '-');
            if (!OF_ONE_CONNECTION.contains(name)
                    && !named.contains(name)
                    && !OURS_TO_SAY.contains(meant)
                    && !meant.startsWith("x-forwarded-")) {
                to.add(header.getKey(), header.getValue());
            }
        }
        to.set("X-Forwarded-For", caller.address());
        to.set("X-Forwarded-Proto", caller.scheme());
        to.set("X-Forwarded-Host", caller.host());
        to.set("X-Forwarded-Port", Integer.toString(caller.port()));
        to.set(REQUEST_ID, caller.requestId());
    }

    /** Copies what a client may see of an instance's answer. */
    static void response(HttpHeaders from, HttpHeaders to, String requestId) {
        var named = namedByConnection(from);
        for (Map.Entry<String, String> header : from) {
            var name = header.getKey().toLowerCase(Locale.ROOT);
            if (!OF_ONE_CONNECTION.contains(name) && !named.contains(name)) {
                to.add(header.getKey(), header.getValue());
            }
        }
        to.set(REQUEST_ID, requestId);
    }

    private static Set<String> namedByConnection(HttpHeaders headers) {
        var lines = headers.getAll(HttpHeaderNames.CONNECTION);
        if (lines.isEmpty()) {
            return Set.of();
        }
        var named = new HashSet<String>();
        for (var line : lines) {
            for (var token : line.split(",", -1)) {
                named.add(token.strip().toLowerCase(Locale.ROOT));
            }
        }
        // These make a request what it is; naming them as the connection's own would be a way to change it.
        named.removeAll(Set.of("host", "content-length", "content-type", "cookie", "authorization"));
        return named;
    }

    /**
     * Who asks.
     *
     * @param host as the client wrote it, with its port
     * @param port the client dialled
     */
    record Caller(String address, String scheme, String host, int port, String requestId) {}
}
