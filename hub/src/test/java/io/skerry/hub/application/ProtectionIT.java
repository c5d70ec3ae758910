package io.skerry.hub.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is protected from deletion stays until its protection is taken away. */
class ProtectionIT {

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
        hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/tenants, safe, --tenant safe",
        "/api/v1/tenants/acme/applications, shop, --tenant acme --app shop"
    })
    void isRefusedWithTheWayOut(String list, String name, String words) {
        hub.post(list, "{\"name\": \"" + name + "\", \"spec\": {\"deletionProtection\": true}}");
        var path = list + "/" + name;

        var refused = hub.delete(path, "If-Match", hub.get(path).header("ETag"));

        assertThat(refused.status()).as("%s", refused).isEqualTo(409);
        assertThat(refused.json().at("/detail").asString()).contains("protected from deletion");
        assertThat(refused.json().at("/advice").asString()).contains("skerry protect --off " + words);

        hub.patch(
                path,
                "{\"spec\": {\"deletionProtection\": false}}",
                "If-Match",
                hub.get(path).header("ETag"));

        assertThat(hub.delete(path, "If-Match", hub.get(path).header("ETag")).status())
                .isBetween(200, 204);
    }
}
