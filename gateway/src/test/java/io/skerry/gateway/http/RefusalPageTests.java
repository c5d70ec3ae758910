package io.skerry.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.gateway.route.Backend;
import io.skerry.gateway.route.PortRef;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.store.value.Values;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefusalPageTests {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");
    private final Refusal notReady = Refusal.noInstanceReady(backend(2));

    @Test
    void isAPageForBrowsers() {
        var page = page(notReady, "text/html,application/xhtml+xml,application/json;q=0.9");

        assertThat(page.contentType()).startsWith("text/html");
        assertThat(text(page))
                .contains(
                        "<h1>No instance is ready</h1>",
                        "No instance of web is ready.",
                        "id-1",
                        "2026-01-02T03:04:05.678Z");
    }

    @Test
    void isAProblemForProgramsThatAskForJson() {
        var page = page(notReady, "application/json");

        assertThat(page.contentType()).isEqualTo("application/problem+json");
        assertThat(Values.read(page.body(), Problem.class))
                .isEqualTo(new Problem(
                        "No instance is ready", 503, "no-instance-ready", "id-1", "2026-01-02T03:04:05.678Z"));
    }

    @Test
    void isTextForEverybodyElse() {
        var page = page(notReady, null);

        assertThat(page.contentType()).startsWith("text/plain");
        assertThat(text(page)).startsWith("503 No instance is ready\nNo instance of web is ready. 2 are running");
    }

    @Test
    void saysWhetherAnyInstanceRuns() {
        assertThat(Refusal.noInstanceReady(backend(0)).sentence()).contains("None is running");
        assertThat(Refusal.noInstanceReady(backend(1)).sentence()).contains("One is running");
    }

    @Test
    void neverLetsAHostWriteIntoThePage() {
        var page = page(Refusal.unknownHost("<script>alert('1')</script>"), "text/html");

        assertThat(text(page)).doesNotContain("<script>").contains("&lt;script&gt;");
    }

    private static RefusalPage page(Refusal refusal, @Nullable String accept) {
        return RefusalPage.of(refusal, accept, "id-1", NOW);
    }

    private static String text(RefusalPage page) {
        return new String(page.body(), StandardCharsets.UTF_8);
    }

    private static Backend backend(int unready) {
        return new Backend(
                new PortRef(new ComponentRef(new TenantName("acme"), "shop", "web"), "http"), List.of(), unready);
    }

    private record Problem(String title, int status, String code, String requestId, String time) {}
}
