package io.skerry.hub.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Acts: rehearsed or refused, and done once per key. */
class ActsIT {

    private static final String APPLICATIONS = "/api/v1/tenants/acme/applications";
    private static final String WEB = APPLICATIONS + "/shop/components/web";
    private static final String SOURCE = "{\"source\": {\"upload\": {\"digest\": \"sha256:" + "0".repeat(64) + "\"}}}";

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
        hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
        hub.post("/api/v1/data-centers", "{\"name\": \"east\", \"spec\": {\"runtime\": \"process\"}}");
        var applied = hub.post(
                APPLICATIONS + "/shop:apply",
                "{\"release\": \"manual\", \"components\": [{\"name\": \"web\", \"spec\": {\"type\": \"service\","
                        + " \"source\": {\"upload\": {\"digest\": \"sha256:" + "0".repeat(64) + "\"}}}}]}");
        assertThat(applied.status()).as("%s", applied).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void aRehearsedDeploySaysWhatItWouldMakeAndMakesNothing() {
        var rehearsed = hub.post(APPLICATIONS + "/new:deploy?dryRun=true", SOURCE);

        assertThat(rehearsed.status()).as("%s", rehearsed).isEqualTo(200);
        assertThat(rehearsed.json().get("changes").toString()).contains("/components/web");
        assertThat(hub.get(APPLICATIONS + "/new").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                WEB + ":restart",
                APPLICATIONS + "/shop:rollback",
                "/api/v1/data-centers/east:enrol",
                "/api/v1/users/admin:password",
                "/api/v1/operations/any:cancel",
                "/api/v1/tokens"
            })
    void anActThatCannotBeRehearsedIsNotDoneInstead(String path) {
        var refused = hub.post(path + "?dryRun=true", "{\"name\": \"dry\", \"password\": \"dry-run-password\"}");

        assertThat(refused.status()).as("%s", refused).isEqualTo(400);
        assertThat(refused.json().get("detail").asString()).contains("'dryRun'");
    }

    @Test
    void aRestartIsStartedOncePerKey() {
        var first = hub.post(WEB + ":restart", "{}", "Idempotency-Key", "restart-1");
        var again = hub.post(WEB + ":restart", "{}", "Idempotency-Key", "restart-1");

        assertThat(first.status()).as("%s", first).isEqualTo(202);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/tokens", "/api/v1/data-centers/east:enrol"})
    void aSecretIsMadeAndShownOncePerKey(String path) {
        var first = hub.post(path, "{\"name\": \"once\"}", "Idempotency-Key", path);
        var again = hub.post(path, "{\"name\": \"once\"}", "Idempotency-Key", path);

        assertThat(first.status()).as("%s", first).isEqualTo(201);
        assertThat(again.status()).as("%s", again).isEqualTo(409);
        assertThat(again.json().get("detail").asString()).contains("shown only once");
    }
}
