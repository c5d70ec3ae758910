package io.skerry.hub.access;

import io.skerry.hub.api.Caller;
import io.skerry.hub.api.Json;
import io.skerry.hub.api.Problems;
import io.skerry.hub.api.Standing;
import io.skerry.model.error.ErrorCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets nobody past who is not known, but for the few open routes. Applications live under the hub's own site, so a change that a browser sends
 * must come from the hub's own origin.
 */
@Component
class SignInFilter extends OncePerRequestFilter {

    static final String COOKIE = "skerry_session";

    private static final Set<String> OPEN =
            Set.of("GET /api/v1/health", "GET /api/v1/openapi.json", "POST /api/v1/sessions");
    /** Here the signature of each call says who it is. */
    private static final Pattern HOOK = Pattern.compile("POST /api/v1/hooks/[^/]+");

    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    private final People people;

    SignInFilter(People people) {
        this.people = people;
    }

    @Override
    protected boolean shouldNotFilterAsyncDispatch() {
        return true;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cache-Control", "no-store");
        if (!SAFE.contains(request.getMethod()) && foreign(request)) {
            refuse(
                    response,
                    ErrorCode.CROSS_ORIGIN,
                    "This change came from a page of another origin.",
                    "Use the hub's own address.");
            return;
        }
        var caller = caller(request);
        if (caller.isPresent()) {
            request.setAttribute(Caller.ATTRIBUTE, caller.get());
            request.setAttribute(Standing.ATTRIBUTE, (Standing) () -> caller(request));
        } else if (!isOpen(request.getMethod() + " " + request.getRequestURI())) {
            response.setHeader("WWW-Authenticate", "Bearer");
            refuse(
                    response,
                    ErrorCode.UNAUTHENTICATED,
                    "Nobody is signed in.",
                    "Sign in, or send a token: Authorization: Bearer skp_…");
            return;
        }
        chain.doFilter(request, response);
    }

    private static boolean isOpen(String route) {
        return OPEN.contains(route) || HOOK.matcher(route).matches();
    }

    private Optional<Caller> caller(HttpServletRequest request) {
        var header = request.getHeader("Authorization");
        if (header != null) {
            return header.startsWith("Bearer ")
                    ? bySecret("token", Secrets.TOKEN, header.substring(7))
                    : Optional.empty();
        }
        var session = session(request);
        return session == null ? Optional.empty() : bySecret("session", Secrets.SESSION, session);
    }

    private Optional<Caller> bySecret(String type, String prefix, String secret) {
        return Secrets.wellFormed(prefix, secret) ? people.bySecret(type, secret) : Optional.empty();
    }

    static @Nullable String session(HttpServletRequest request) {
        return request.getCookies() == null
                ? null
                : Arrays.stream(request.getCookies())
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .map(cookie -> cookie.getValue())
                        .findFirst()
                        .orElse(null);
    }

    /** A browser names where a change comes from; a cookie without any such word is no browser's doing and is refused. */
    private static boolean foreign(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        var origin = request.getHeader("Origin");
        if (site != null && !site.equals("same-origin")) {
            return true;
        }
        if (origin != null) {
            return !origin.equals(request.getScheme() + "://" + request.getHeader("Host"));
        }
        return site == null && session(request) != null && request.getHeader("Authorization") == null;
    }

    private static void refuse(HttpServletResponse response, ErrorCode code, String detail, String advice)
            throws IOException {
        response.setStatus(code.status());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(Json.bytes(Problems.document(code, detail, null, advice)));
    }
}
