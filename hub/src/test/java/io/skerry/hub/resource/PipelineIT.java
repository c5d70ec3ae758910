package io.skerry.hub.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class PipelineIT {

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
    void createdObjectComesBackAsItWasWritten() {
        var created = hub.post(
                "/api/v1/tenants",
                "{\"name\": \"acme\", \"labels\": {\"a\": \"b\"}, \"spec\": {\"displayName\": \"Acme\"}}");
        assertThat(created.status()).as("%s", created).isEqualTo(201);
        assertThat(created.header("Location")).isEqualTo("/api/v1/tenants/acme");
        var read = hub.get("/api/v1/tenants/acme");
        assertThat(read.header("ETag")).isEqualTo("\"1\"");
        assertThat(read.json().get("spec").toString()).isEqualTo("{\"displayName\":\"Acme\"}");
        assertThat(read.json().get("labels").get("a").asString()).isEqualTo("b");
    }

    @Test
    void unknownFieldIsNamedWithPointerAndSuggestion() {
        var refused = hub.post("/api/v1/tenants", "{\"name\": \"typo\", \"spec\": {\"displayNam\": \"x\"}}");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.json().get("code").asString()).isEqualTo("unknown-field");
        assertThat(refused.json().get("pointer").asString()).isEqualTo("/spec/displayNam");
        assertThat(refused.json().get("advice").asString()).contains("'displayName'");
    }

    @Test
    void missingFieldIsNamed() {
        var refused = hub.post("/api/v1/tenants", "{\"spec\": {}}");
        assertThat(refused.json().get("code").asString()).isEqualTo("invalid-field");
        assertThat(refused.json().get("pointer").asString()).isEqualTo("/name");
    }

    @Test
    void aSpecThatNoDataCenterCouldBeSentIsRefusedWhereverItIsWritten() {
        hub.post("/api/v1/tenants", "{\"name\": \"big\"}");
        var applications = "/api/v1/tenants/big/applications";
        hub.post(applications, "{\"name\": \"shop\", \"spec\": {}}");
        var spec = "{\"displayName\": \"" + "x".repeat(192 << 10) + "\"}";
        var component = "{\"name\": \"web\", \"spec\": {\"env\": [{\"name\": \"A\", \"value\": \""
                + "x".repeat(192 << 10) + "\"}]}}";

        assertTooLarge(hub.post(applications, "{\"name\": \"b\", \"spec\": " + spec + "}"), "/spec");
        assertTooLarge(hub.put(applications + "/shop", "{\"spec\": " + spec + "}", "If-Match", "1"), "/spec");
        assertTooLarge(hub.patch(applications + "/shop", "{\"spec\": " + spec + "}", "If-Match", "1"), "/spec");
        assertTooLarge(
                hub.post(applications + "/shop:apply", "{\"components\": [" + component + "]}"), "/components/0/spec");
    }

    private static void assertTooLarge(TestHub.Answer refused, String pointer) {
        assertThat(refused.status()).as("%s", refused).isEqualTo(422);
        assertThat(refused.json().get("pointer").asString()).isEqualTo(pointer);
        assertThat(refused.json().get("detail").asString()).contains("192 KiB");
        assertThat(refused.json().get("advice").asString()).contains("nobody can raise it");
    }

    @Test
    void changeNeedsTheVersionItWasMadeOn() {
        hub.post("/api/v1/tenants", "{\"name\": \"versions\"}");
        var body = "{\"spec\": {\"displayName\": \"New\"}}";
        assertThat(hub.put("/api/v1/tenants/versions", body).status()).isEqualTo(428);
        assertThat(hub.put("/api/v1/tenants/versions", body, "If-Match", "\"7\"")
                        .status())
                .isEqualTo(412);
        var changed = hub.put("/api/v1/tenants/versions", body, "If-Match", "\"1\"");
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().get("version").asInt()).isEqualTo(2);
        assertThat(changed.json().get("generation").asInt()).isEqualTo(2);
    }

    @Test
    void equalSpecChangesNothing() {
        hub.post("/api/v1/tenants", "{\"name\": \"same\", \"spec\": {\"displayName\": \"S\"}}");
        var again = hub.put("/api/v1/tenants/same", "{\"spec\": {\"displayName\": \"S\"}}", "If-Match", "\"1\"");
        assertThat(again.json().get("version").asInt()).isEqualTo(1);
    }

    @Test
    void rehearsedChangeSaysWhatItWouldDoAndDoesNothing() {
        hub.post("/api/v1/tenants", "{\"name\": \"dry\", \"spec\": {\"displayName\": \"Before\"}}");
        var rehearsed = hub.patch(
                "/api/v1/tenants/dry?dryRun=true", "{\"spec\": {\"displayName\": \"After\"}}", "If-Match", "\"1\"");
        assertThat(rehearsed.json().get("changes").toString())
                .isEqualTo("[{\"pointer\":\"/spec/displayName\",\"before\":\"Before\",\"after\":\"After\"}]");
        assertThat(hub.get("/api/v1/tenants/dry").json().get("spec").toString()).contains("Before");
    }

    @Test
    void repeatedPostWithAKeyIsAnsweredOnceDone() {
        var body = "{\"name\": \"once\"}";
        var first = hub.post("/api/v1/tenants", body, "Idempotency-Key", "k1");
        var second = hub.post("/api/v1/tenants", body, "Idempotency-Key", "k1");
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        var other = hub.post("/api/v1/tenants", "{\"name\": \"twice\"}", "Idempotency-Key", "k1");
        assertThat(other.json().get("code").asString()).isEqualTo("key-reused");
    }

    @Test
    void pagesFollowEachOtherByCursor() {
        for (var name : new String[] {"page-a", "page-b", "page-c"}) {
            hub.post("/api/v1/tenants", "{\"name\": \"" + name + "\", \"labels\": {\"set\": \"pages\"}}");
        }
        var first = hub.get("/api/v1/tenants?selector=set=pages&limit=2").json();
        assertThat(first.get("items").size()).isEqualTo(2);
        var second = hub.get("/api/v1/tenants?selector=set=pages&limit=2&cursor="
                        + first.get("next").asString())
                .json();
        assertThat(second.get("items").get(0).get("name").asString()).isEqualTo("page-c");
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void watchFromAForgottenRevisionIsRefused() {
        assertThat(hub.get("/api/v1/tenants?watch=true&revision=999999999").status())
                .isEqualTo(410);
    }

    @Test
    void watchTellsOfChangesAndRemovals() {
        var from = hub.get("/api/v1/tenants").json().get("revision").asLong();
        hub.post("/api/v1/tenants", "{\"name\": \"watched\"}");
        hub.delete("/api/v1/tenants/watched");
        var events = hub.watch(
                "/api/v1/tenants?watch=true&revision=" + from,
                event -> event.type().equals("delete")
                        && event.data().get("name").asString().equals("watched"));
        assertThat(events.getFirst().type()).isEqualTo("heartbeat");
    }
}
