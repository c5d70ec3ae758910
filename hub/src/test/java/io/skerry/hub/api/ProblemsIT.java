package io.skerry.hub.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.skerry.hub.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemsIT {

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
        hub.post("/api/v1/tenants", "{\"name\": \"named\"}");
        hub.post("/api/v1/tenants/named/applications", "{\"name\": \"shop\", \"spec\": {}}");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void whoeverIsSignedInHearsThatTheDatabaseIsAway() {
        hub.withoutDatabase(() -> {
            var answer = hub.get("/api/v1/tenants");

            assertThat(answer.status()).as("%s", answer).isEqualTo(503);
            assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
            assertThat(answer.json().get("code").asString()).isEqualTo("unavailable");
        });
        await().until(() -> hub.get("/api/v1/tenants").status() == 200);
    }

    @Test
    void aNameThatIsNoneIsPointedAt() {
        var created = hub.post("/api/v1/tenants", "{\"name\": \"No Name\"}");
        assertThat(created.status()).as("%s", created).isEqualTo(422);
        assertThat(created.json().get("pointer").asString()).isEqualTo("/name");

        var applied = hub.post(
                "/api/v1/tenants/named/applications/shop:apply",
                "{\"components\": [{\"name\": \"No Name\", \"spec\": {}}]}");
        assertThat(applied.status()).as("%s", applied).isEqualTo(422);
        assertThat(applied.json().get("pointer").asString()).isEqualTo("/components/0/name");

        var path = hub.post("/api/v1/tenants/named/applications/No_Name:apply", "{}");
        assertThat(path.json().get("code").asString()).isEqualTo("invalid-field");
        assertThat(path.json().has("pointer")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "limit, /api/v1/tenants?limit=abc",
        "limit, /api/v1/tenants?limit=0",
        "revision, /api/v1/tenants?watch=true&revision=now",
        "since, /api/v1/tenants/named/applications/shop/logs?since=yesterday"
    })
    void aParameterThatMakesNoSenseIsNamed(String parameter, String path) {
        var refused = hub.get(path);

        assertThat(refused.status()).as("%s", refused).isEqualTo(400);
        assertThat(refused.json().get("detail").asString()).contains("'" + parameter + "'");
    }

    @Test
    void aWaitThatIsNoDurationIsRefused() {
        hub.post("/api/v1/tenants/named/applications", "{\"name\": \"brief\", \"spec\": {}}");
        var operation = hub.delete("/api/v1/tenants/named/applications/brief").header("Location");

        var refused = hub.get(operation + "?wait=abc");

        assertThat(refused.status()).as("%s", refused).isEqualTo(400);
        assertThat(refused.json().get("detail").asString()).contains("'wait'");
    }

    @Test
    void aBodyThatIsMissingIsSaidToBe() {
        var refused = hub.post("/api/v1/tenants", "");

        assertThat(refused.status()).as("%s", refused).isEqualTo(400);
        assertThat(refused.json().get("detail").asString()).contains("JSON was expected");
    }

    @Test
    void textThatTheDatabaseCannotKeepIsTheCallersMistake() {
        var refused = hub.post("/api/v1/tenants", "{\"name\": \"nul\", \"labels\": {\"a\": \"\\u0000\"}}");

        assertThat(refused.status()).as("%s", refused).isEqualTo(400);
    }
}
