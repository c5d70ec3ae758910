package io.skerry.hub.application;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ApplicationIT {

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

    @Test
    void deploymentWithoutDataCenterFailsAndSaysSo() {
        var answer = hub.post("/api/v1/tenants/acme/applications/alone:apply", """
                {"components": [{"name": "web", "spec": {"run": {"command": ["sleep", "1000"]}}}]}""");
        assertThat(answer.status()).as("%s", answer).isEqualTo(202);
        var operation = hub.ended(answer.header("Location"));
        assertThat(operation.json().at("/status/state").asString()).isEqualTo("failed");
        assertThat(operation.json().at("/status/cause/code").asString()).isEqualTo("no-data-center");
        var component = hub.get("/api/v1/tenants/acme/applications/alone/components/web");
        assertThat(component.json().at("/status/conditions/0/reason").asString())
                .isEqualTo("no-data-center");
    }

    @Test
    void dependencyCycleIsRefusedWithTheCircle() {
        var answer = hub.post("/api/v1/tenants/acme/applications/circle:apply", """
                {"components": [
                  {"name": "a", "spec": {"run": {"command": ["a"]}, "dependencies": [{"component": "b"}]}},
                  {"name": "b", "spec": {"run": {"command": ["b"]}, "dependencies": [{"component": "a"}]}}]}""");
        assertThat(answer.status()).as("%s", answer).isEqualTo(422);
        assertThat(answer.json().get("code").asString()).isEqualTo("dependency-cycle");
        assertThat(answer.json().get("detail").asString()).contains("a → b → a");
        assertThat(hub.get("/api/v1/tenants/acme/applications/circle").status()).isEqualTo(404);
    }

    @Test
    void fieldThatIsNotBuiltYetIsRefusedByName() {
        var answer = hub.post("/api/v1/tenants/acme/applications/later:apply", """
                {"components": [{"name": "web", "spec": {"volumes": [{"name": "v", "path": "/v", "type": "memory"}]}}]}""");
        assertThat(answer.json().get("code").asString()).isEqualTo("not-available-yet");
        assertThat(answer.json().get("pointer").asString()).isEqualTo("/components/0/spec/volumes/0/type");
    }

    @Test
    void twoRoutesCannotClaimOneHost() {
        var component = """
                "components": [{"name": "web", "spec": {"run": {"command": ["x"]}, "ports": [{"name": "http", "port": 80}]}}]""";
        var first = hub.post(
                "/api/v1/tenants/acme/applications/first:apply",
                "{" + component
                        + ", \"routes\": [{\"name\": \"main\", \"spec\": {\"hosts\": [\"shop.example.com\"], \"component\": \"web\"}}]}");
        assertThat(first.status()).as("%s", first).isEqualTo(202);
        var second = hub.post(
                "/api/v1/tenants/acme/applications/second:apply",
                "{" + component
                        + ", \"routes\": [{\"name\": \"mine\", \"spec\": {\"hosts\": [\"Shop.example.com\"], \"component\": \"web\"}}]}");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.json().get("pointer").asString()).isEqualTo("/routes/0/spec/hosts/0");
        assertThat(second.json().get("detail").asString()).contains("route 'main' of application 'first'");
    }

    @Test
    void rehearsedApplySaysWhatItWouldDo() {
        var answer = hub.post("/api/v1/tenants/acme/applications/dry:apply?dryRun=true", """
                {"components": [{"name": "web", "spec": {"run": {"command": ["x"]}}}]}""");
        assertThat(answer.json().toString()).contains("/components/web");
        assertThat(hub.get("/api/v1/tenants/acme/applications/dry").status()).isEqualTo(404);
    }

    @Test
    void deletedApplicationIsGoneWhenNobodyHoldsItsParts() {
        hub.post("/api/v1/tenants/acme/applications/gone:apply", """
                {"components": [{"name": "web", "spec": {"run": {"command": ["x"]}}}]}""");
        var deleted = hub.delete("/api/v1/tenants/acme/applications/gone");
        assertThat(deleted.status()).as("%s", deleted).isEqualTo(202);
        var operation = hub.ended(deleted.header("Location"));
        assertThat(operation.json().at("/status/state").asString()).isEqualTo("succeeded");
        assertThat(hub.get("/api/v1/tenants/acme/applications/gone").status()).isEqualTo(404);
    }

    @Test
    void anApplicationIsDeletedWhateverNeedsWhatInIt() {
        hub.post("/api/v1/tenants/acme/applications/needy:apply", """
                {"components": [{"name": "db", "spec": {"run": {"command": ["x"]}}},
                  {"name": "web", "spec": {"run": {"command": ["x"]}, "dependencies": [{"component": "db"}]}}]}""");
        assertThat(hub.delete("/api/v1/tenants/acme/applications/needy/components/db")
                        .status())
                .isEqualTo(409);

        var deleted = hub.delete("/api/v1/tenants/acme/applications/needy");

        assertThat(deleted.status()).as("%s", deleted).isEqualTo(202);
        assertThat(hub.ended(deleted.header("Location"))
                        .json()
                        .at("/status/state")
                        .asString())
                .isEqualTo("succeeded");
    }

    @Test
    void nothingIsMadeWhereThereIsNoParent() {
        assertThat(hub.post("/api/v1/tenants/nobody/applications", "{\"name\": \"x\", \"spec\": {}}")
                        .status())
                .isEqualTo(404);
        assertThat(hub.post("/api/v1/tenants/acme/applications/ghost/components", "{\"name\": \"x\", \"spec\": {}}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void unknownTenantIsNotFound() {
        assertThat(hub.get("/api/v1/tenants/nobody/applications").status()).isEqualTo(404);
    }
}
