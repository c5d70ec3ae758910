package io.skerry.gateway.http;

import org.jspecify.annotations.Nullable;

/** The request target as an instance expects it: a path and a query. */
final class OriginForm {

    private static final String HTTP = "http://";
    private static final String HTTPS = "https://";

    private OriginForm() {}

    /** Whether a target names scheme and host, as requests to proxies do. */
    static boolean isAbsolute(String target) {
        return schemeOf(target) != null;
    }

    /** Host and port of an absolute target. */
    static String authority(String target) {
        var scheme = schemeOf(target);
        var rest = scheme == null ? "" : target.substring(scheme.length());
        var authority = rest.substring(0, endOfAuthority(rest));
        return authority.substring(authority.lastIndexOf('@') + 1);
    }

    /**
     * The path and query, exactly as sent.
     *
     * @throws Refusal if the target is neither a path nor absolute
     */
    static String of(String target) {
        if (target.startsWith("/")) {
            return target;
        }
        var scheme = schemeOf(target);
        if (scheme == null) {
            throw Refusal.malformed("The request's target is no path.");
        }
        var rest = target.substring(scheme.length());
        var path = rest.substring(endOfAuthority(rest));
        return path.startsWith("/") ? path : "/" + path;
    }

    private static int endOfAuthority(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '/' || c == '?' || c == '#') {
                return i;
            }
        }
        return rest.length();
    }

    private static @Nullable String schemeOf(String target) {
        if (target.regionMatches(true, 0, HTTP, 0, HTTP.length())) {
            return HTTP;
        }
        return target.regionMatches(true, 0, HTTPS, 0, HTTPS.length()) ? HTTPS : null;
    }
}
