package io.skerry.hub.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PlatformMetricsIT {

    private static final String PATH = "/api/v1/metrics";
    private static TestHub hub;

    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void start() {
        hub = TestHub.start();
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void tellsPrometheusHowThePlatformStands() throws Exception {
        hub.post("/api/v1/tenants", "{\"name\": \"secretive\", \"spec\": {}}");

        var answer = scrape(hub.request(PATH));

        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/plain;version=0.0.4");
        assertThat(answer.body().lines())
                .contains(
                        "skerry_database_up 1.0",
                        "skerry_operations_running 0.0",
                        "skerry_commands_open 0.0",
                        "skerry_sessions_current 0.0")
                .anyMatch(line -> line.startsWith("skerry_projection_lag "))
                .anyMatch(line -> line.startsWith("skerry_feed_lag_seconds "))
                .anyMatch(line -> line.matches("skerry_database_connections\\{pool=\"system\",state=\"idle\"} \\d.*"))
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\""))
                .noneMatch(line -> line.contains("secretive"))
                .allMatch(line -> line.startsWith("#") || line.matches("[a-z0-9_]+(\\{.*})? [-+0-9.EeNaIinf]+"));
    }

    @Test
    void refusesWhoIsNotKnown() throws Exception {
        assertThat(scrape(HttpRequest.newBuilder(hub.uri(PATH))).statusCode()).isEqualTo(401);
    }

    @Test
    void answersWithoutTheDatabaseOnceTheCallerIsKnown() {
        var meters = hub.bean(PlatformMeters.class);

        hub.withoutDatabase(() -> assertThat(meters.scrape().lines())
                .contains("skerry_database_up 0.0", "skerry_operations_running NaN"));
    }

    private HttpResponse<String> scrape(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
