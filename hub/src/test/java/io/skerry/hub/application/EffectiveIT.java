package io.skerry.hub.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class EffectiveIT {

    private static final String COMPONENTS = "/api/v1/tenants/acme/applications/shop/components";

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
        hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
        hub.post("/api/v1/tenants/acme/applications", "{\"name\": \"shop\", \"spec\": {}}");
        hub.post(COMPONENTS, """
                {"name": "web", "spec": {"run": {"command": ["x"]},
                 "ports": [{"name": "http", "port": 8080}], "env": [{"name": "LEVEL", "value": "info"}],
                 "overrides": {"west": {"env": [{"name": "LEVEL", "value": "debug"}], "update": {"grace": "5s"}}}}}""");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void whatWasWrittenComesBackAsItWas() {
        var web = hub.get(COMPONENTS + "/web").json();

        assertThat(web.at("/spec/ports/0").toString()).isEqualTo("{\"name\":\"http\",\"port\":8080}");
        assertThat(web.has("origins")).isFalse();
    }

    @Test
    void theEffectiveViewSaysWhatIsADefault() {
        var web = hub.get(COMPONENTS + "/web?view=effective").json();

        assertThat(web.at("/spec/ports/0/protocol").asString()).isEqualTo("http");
        assertThat(web.at("/spec/replicas/default").asInt()).isEqualTo(1);
        assertThat(web.at("/spec/probes/readiness/tcp/port").asString()).isEqualTo("http");
        assertThat(origin(web, "/ports/0/protocol")).isEqualTo("default");
        assertThat(origin(web, "/replicas/default")).isEqualTo("default");
        assertThat(origin(web, "/update/grace")).isEqualTo("default");
        assertThat(web.get("origins").has("/ports/0/port")).isFalse();
        assertThat(web.get("origins").has("/env/0/value")).isFalse();
    }

    @Test
    void theEffectiveViewOfADataCenterSaysWhatItOverrides() {
        var web = hub.get(COMPONENTS + "/web?view=effective&dataCenter=west").json();

        assertThat(web.at("/spec/env/0/value").asString()).isEqualTo("debug");
        assertThat(web.at("/spec/update/grace").asString()).isEqualTo("5s");
        assertThat(origin(web, "/env/0/value")).isEqualTo("override");
        assertThat(origin(web, "/update/grace")).isEqualTo("override");
        assertThat(origin(web, "/update/drain")).isEqualTo("default");
    }

    @Test
    void anotherViewIsRefused() {
        assertThat(hub.get(COMPONENTS + "/web?view=all").status()).isEqualTo(400);
    }

    @Test
    void anOverrideIsHeldToTheSameRulesAsTheSpec() {
        assertThat(refusedOverride("{\"portz\": []}")).isEqualTo("unknown-field /spec/overrides/west/portz");
        assertThat(refusedOverride("{\"volumes\": [{\"name\": \"v\", \"path\": \"/v\", \"type\": \"scratch\"}]}"))
                .isEqualTo("not-available-yet /spec/overrides/west/volumes/0/type");
        assertThat(refusedOverride("{\"replicas\": {\"default\": 2}}"))
                .isEqualTo("invalid-field /spec/overrides/west/replicas");
        assertThat(refusedOverride("{\"probes\": {\"readiness\": {\"tcp\": {\"port\": \"none\"}}}}"))
                .isEqualTo("invalid-field /spec/overrides/west/probes/readiness/tcp/port");
    }

    private static String refusedOverride(String patch) {
        var refused = hub.post(COMPONENTS, """
                {"name": "bad", "spec": {"run": {"command": ["x"]}, "ports": [{"name": "http", "port": 8080}],
                 "overrides": {"west": %s}}}""".formatted(patch)).json();
        return refused.get("code").asString() + " " + refused.get("pointer").asString();
    }

    private static String origin(tools.jackson.databind.JsonNode resource, String pointer) {
        return resource.get("origins").path(pointer).asString("written");
    }
}
