package io.skerry.gateway.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import java.util.Locale;

/** The host a request asks for. */
final class RequestedHost {

    private RequestedHost() {}

    /**
     * The host in lower case, without port and final dot; empty if none is named.
     *
     * @param uri the request's target; an absolute one outranks the header
     * @throws Refusal if several are named
     */
    static String of(HttpHeaders headers, String uri) {
        var named = headers.getAll(HttpHeaderNames.HOST);
        if (named.size() > 1) {
            throw Refusal.malformed("The request has " + named.size() + " Host headers.");
        }
        if (OriginForm.isAbsolute(uri)) {
            return bare(OriginForm.authority(uri));
        }
        return named.isEmpty() ? "" : bare(named.getFirst());
    }

    private static String bare(String authority) {
        var host = authority.strip();
        int bracket = host.indexOf(']');
        int colon = host.indexOf(':', Math.max(bracket, 0));
        if (colon >= 0) {
            host = host.substring(0, colon);
        }
        if (host.endsWith(".")) {
            host = host.substring(0, host.length() - 1);
        }
        return host.toLowerCase(Locale.ROOT);
    }
}
