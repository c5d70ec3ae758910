package io.skerry.hub.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.skerry.hub.TestHub;
import io.skerry.hub.TestHub.Answer;
import io.skerry.hub.resource.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouteIT {

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
        hub.post("/api/v1/data-centers", "{\"name\": \"east\", \"spec\": {\"runtime\": \"process\"}}");
        for (var tenant : new String[] {"acme", "rival"}) {
            hub.post("/api/v1/tenants", "{\"name\": \"" + tenant + "\"}");
            var applied = hub.post("/api/v1/tenants/" + tenant + "/applications/shop:apply", """
                    {"release": "manual", "components": [{"name": "web", "spec": {
                      "run": {"command": ["x"]}, "ports": [{"name": "http", "port": 80, "exposure": "public"}]}}]}""");
            assertThat(applied.status()).as("%s", applied).isEqualTo(200);
        }
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "shop--acme.east.localhost",
                "web--shop--acme.east.localhost",
                "anything.east.localhost",
                "a.b.east.localhost",
                "east.localhost",
                "shop--acme.still-to-come.localhost"
            })
    void noTenantClaimsAHostThatSkerryGivesOut(String host) {
        var refused = route("rival", "stolen", host);

        assertThat(refused.status()).as("%s", refused).isEqualTo(422);
        assertThat(refused.json().get("pointer").asString()).isEqualTo("/spec/hosts/0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop--rival.east.localhost", "rival.localhost", "east.example.com"})
    void itsOwnDefaultHostAndHostsElsewhereAreATenantsToClaim(String host) {
        var made = route("rival", host.replaceAll("[^a-z]+", "-"), host);

        assertThat(made.status()).as("%s", made).isEqualTo(201);
    }

    @Test
    void aDeletedRoutesHostStaysItsOwnUntilNoDataCenterHoldsIt() {
        route("acme", "main", "shop.example.com");
        await().until(() -> objects("not tombstone") == 1);
        var deleted = hub.delete("/api/v1/tenants/acme/applications/shop/routes/main");
        await().until(() -> objects("tombstone") == 1);

        var refused = route("rival", "main", "shop.example.com");
        assertThat(refused.status()).as("%s", refused).isEqualTo(409);

        sql("insert into site_received (dc, incarnation, version) select 'east', incarnation, 1000 from hub_identity");
        assertThat(hub.ended(deleted.header("Location"))
                        .json()
                        .at("/status/state")
                        .asString())
                .isEqualTo("succeeded");
        assertThat(route("rival", "main", "shop.example.com").status()).isEqualTo(201);
    }

    private static Answer route(String tenant, String name, String host) {
        return hub.post(
                "/api/v1/tenants/" + tenant + "/applications/shop/routes",
                "{\"name\": \"" + name + "\", \"spec\": {\"hosts\": [\"" + host + "\"], \"component\": \"web\"}}");
    }

    private static int objects(String which) {
        var database = hub.bean(Database.class);
        return database.platform(() -> database.sql()
                .sql("select count(*) from site_object where key = 'wanted/route/acme/shop/main' and " + which)
                .query(Integer.class)
                .single());
    }

    private static void sql(String statement) {
        var database = hub.bean(Database.class);
        database.platform(() -> database.sql().sql(statement).update());
    }
}
