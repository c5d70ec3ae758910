package io.skerry.hub.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ProblemsIT {

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
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
        assertThat(hub.get("/api/v1/tenants").status()).isEqualTo(200);
    }
}
