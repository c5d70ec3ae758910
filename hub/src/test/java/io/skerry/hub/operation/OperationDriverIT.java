package io.skerry.hub.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import io.skerry.hub.resource.Database;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class OperationDriverIT {

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
    void anOperationThatCanNeitherGoOnNorEndStandsInNobodysWay() {
        hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
        hub.post("/api/v1/tenants/acme/applications", "{\"name\": \"shop\", \"spec\": {}}");
        var database = hub.bean(Database.class);
        database.platform(() -> database.sql()
                .sql("insert into resource (uid, kind, scope, name, version, generation, spec) values"
                        + " ('00000000-0000-0000-0000-000000000001', 'operation', '', 'without-state', 1, 1, '{}')")
                .update());

        var deleted = hub.delete("/api/v1/tenants/acme/applications/shop");

        assertThat(hub.ended(deleted.header("Location"))
                        .json()
                        .at("/status/state")
                        .asString())
                .isEqualTo("succeeded");
    }
}
