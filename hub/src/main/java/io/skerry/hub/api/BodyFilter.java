package io.skerry.hub.api;

import io.skerry.model.error.ErrorCode;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Bounds what one request can make the hub keep in its memory. Uploads go to a file piece by piece and have a
 * limit of their own; so have calls of git servers, which are logged when they are past it. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 1)
class BodyFilter extends OncePerRequestFilter {

    private static final long MOST = 1L << 20;
    private static final long MOST_OF_STRANGERS = 4L << 10;
    private static final Pattern HOOK = Pattern.compile("/api/v1/hooks/[^/]+");
    private static final Pattern UPLOAD = Pattern.compile("/api/v1/tenants/[^/]+/uploads/[^/]+");

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return isUpload(request);
    }

    static boolean isUpload(HttpServletRequest request) {
        return request.getMethod().equals("PATCH")
                && UPLOAD.matcher(request.getRequestURI()).matches();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        requireNoForm(request.getContentType());
        if (HOOK.matcher(request.getRequestURI()).matches()) {
            chain.doFilter(request, response);
            return;
        }
        var most = request.getRequestURI().equals("/api/v1/sessions") ? MOST_OF_STRANGERS : MOST;
        if (request.getContentLengthLong() > most) {
            throw tooLarge(most);
        }
        chain.doFilter(new LimitedRequest(request, most), response);
    }

    /** The server would read a form by itself, past every limit of ours. */
    private static void requireNoForm(@Nullable String type) {
        var form = type == null ? "" : type.toLowerCase(Locale.ROOT);
        if (form.startsWith("application/x-www-form-urlencoded") || form.startsWith("multipart/")) {
            throw HubException.of(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "Forms are not read here.",
                    "Send JSON, with Content-Type: application/json.");
        }
    }

    static HubException tooLarge(long most) {
        return HubException.of(
                ErrorCode.TOO_LARGE,
                "The body is larger than " + most + " bytes, the most that is read here.",
                "Nobody can raise this limit. Files belong into the source, which is uploaded apart.");
    }
}
