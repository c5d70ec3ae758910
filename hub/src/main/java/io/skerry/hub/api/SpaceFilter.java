package io.skerry.hub.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Refuses changes while a disk of the hub has no room for them. Signing in and out is none: who is to make room must come in. */
@Component
@Order
class SpaceFilter extends OncePerRequestFilter {

    private static final Set<String> CHANGES = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final String SESSIONS = "/api/v1/sessions";

    private final FreeSpace space;

    SpaceFilter(FreeSpace space) {
        this.space = space;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !CHANGES.contains(request.getMethod()) || request.getRequestURI().startsWith(SESSIONS);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (BodyFilter.isUpload(request)) {
            space.requireForUpload();
        } else {
            space.requireForChange();
        }
        chain.doFilter(request, response);
    }
}
