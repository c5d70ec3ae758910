package io.skerry.hub.api;

import io.skerry.model.error.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Refuses {@code dryRun} where it is not known: who asks for a rehearsal must never get the act itself. */
@Component
class RehearsalGuard implements HandlerInterceptor, WebMvcConfigurer {

    private static final String PARAMETER = "dryRun";
    private static final Set<String> SAFE = Set.of("GET", "HEAD", "OPTIONS");

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        var wanted = request.getParameter(PARAMETER);
        if (wanted != null
                && !wanted.equals("false")
                && !SAFE.contains(request.getMethod())
                && handler instanceof HandlerMethod method
                && !rehearses(method)) {
            throw HubException.of(
                    ErrorCode.MALFORMED,
                    "This act cannot be rehearsed: it takes no '" + PARAMETER + "'.",
                    "Leave it out.");
        }
        return true;
    }

    private static boolean rehearses(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(parameter -> parameter.hasParameterAnnotation(RequestParam.class)
                        && parameter.getParameter().getName().equals(PARAMETER));
    }
}
