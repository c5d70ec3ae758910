package io.skerry.hub.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An application like another: one act, one deployment, and a word about everything that was left. */
class CloneIT {

    private static final String SHOP = "/api/v1/tenants/acme/applications/shop";

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
        hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
        hub.post("/api/v1/tenants", "{\"name\": \"beta\"}");
        var applied = hub.post(SHOP + ":apply", """
                {"release": "manual", "application": {"spec": {"displayName": "Shop", "deletionProtection": true}},
                 "components": [{"name": "web", "labels": {"tier": "front"}, "spec": {"run": {"command": ["serve"]},
                   "ports": [{"name": "http", "port": 8080}],
                   "env": [{"name": "LOG_LEVEL", "value": "info"}, {"name": "API_KEY", "value": "abc"},
                           {"name": "DB", "value": "postgres://u:p@db/shop"}, {"name": "KEYBOARD", "value": "de"}],
                   "overrides": {"east": {"env": [{"name": "ADMIN_PASSWORD", "value": "x"}]}}}}],
                 "routes": [{"name": "main", "spec": {"hosts": ["shop.example.com"], "component": "web"}},
                            {"name": "other", "spec": {"hosts": ["other.example.com"], "component": "web"}}]}
                """);
        assertThat(applied.status()).as("%s", applied).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void copiesWhatMayBeTheSameAndNamesTheRest() {
        var cloned = hub.post(SHOP + ":clone", """
                {"name": "copy", "tenant": "beta", "hosts": {"shop.example.com": "copy.example.com"}}
                """);

        assertThat(cloned.status()).as("%s", cloned).isEqualTo(202);
        var copy = "/api/v1/tenants/beta/applications/copy";
        assertThat(hub.get(copy).json().at("/spec").toString()).isEqualTo("{\"displayName\":\"Shop\"}");
        var web = hub.get(copy + "/components/web").json();
        assertThat(web.at("/labels/tier").asString()).isEqualTo("front");
        assertThat(web.at("/spec/env").findValuesAsString("name")).containsExactly("LOG_LEVEL", "KEYBOARD");
        assertThat(web.at("/spec/overrides/east/env").isEmpty()).isTrue();
        assertThat(hub.get(copy + "/routes/main").json().at("/spec/hosts/0").asString())
                .isEqualTo("copy.example.com");
        assertThat(hub.get(copy + "/routes/other").status()).isEqualTo(404);
        assertThat(cloned.json().at("/spec/input/left").toString())
                .contains("deletionProtection")
                .contains("components/web/env/API_KEY: it looks like a secret")
                .contains("components/web/env/DB: it looks like a secret")
                .contains("components/web/overrides/east/env/ADMIN_PASSWORD")
                .contains("routes/other: no new host is named for [other.example.com]")
                .doesNotContain("abc", "u:p");
        assertThat(cloned.json().at("/spec/input/reason").asString()).isEqualTo("clone of acme/shop");
    }

    @Test
    void copiesSecretsWhereThatIsSaid() {
        var cloned =
                hub.post(SHOP + ":clone", "{\"name\": \"whole\", \"secrets\": true}", "Idempotency-Key", "clone-1");
        var again = hub.post(SHOP + ":clone", "{\"name\": \"whole\", \"secrets\": true}", "Idempotency-Key", "clone-1");

        assertThat(cloned.status()).as("%s", cloned).isEqualTo(202);
        assertThat(again.header("Location")).isEqualTo(cloned.header("Location"));
        var web = hub.get("/api/v1/tenants/acme/applications/whole/components/web")
                .json();
        assertThat(web.at("/spec/env").size()).isEqualTo(4);
    }

    @Test
    void refusesWithTheFieldThatIsWrong() {
        assertThat(hub.post(SHOP + ":clone", "{\"name\": \"shop\"}").status()).isEqualTo(409);
        assertThat(hub.post(SHOP + ":clone", "{\"name\": \"No Name\"}")
                        .json()
                        .at("/pointer")
                        .asString())
                .isEqualTo("/name");
        assertThat(hub.post(SHOP + ":clone", "{\"name\": \"x\", \"hosts\": {\"no.example\": \"b.example\"}}")
                        .json()
                        .at("/pointer")
                        .asString())
                .startsWith("/hosts/");
        assertThat(hub.post("/api/v1/tenants/acme/applications/none:clone", "{\"name\": \"x\"}")
                        .status())
                .isEqualTo(404);
        assertThat(hub.post(SHOP + ":clone", "{\"name\": \"x\", \"tenant\": \"nobody\"}")
                        .status())
                .isEqualTo(404);
    }
}
