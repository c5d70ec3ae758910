package io.skerry.hub.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import io.skerry.hub.resource.Database;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AuditIT {

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
    void everyActIsRecordedWithWhoAndWhat() {
        hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
        hub.put("/api/v1/tenants/acme", "{\"spec\": {\"displayName\": \"A\"}}", "If-Match", "\"1\"");
        hub.delete("/api/v1/tenants/acme", "If-Match", "\"2\"");

        assertThat(acts("acme"))
                .containsExactly(
                        "user:admin create tenant done",
                        "user:admin update tenant done",
                        "user:admin delete tenant done");
    }

    @Test
    void anActThatIsTakenBackLeavesNoTrace() {
        hub.post("/api/v1/tenants?dryRun=true", "{\"name\": \"dry\"}");
        hub.post("/api/v1/tenants", "{\"name\": \"bad\", \"spec\": {\"nonsense\": 1}}");

        assertThat(acts("dry")).isEmpty();
        assertThat(acts("bad")).isEmpty();
    }

    private static List<String> acts(String name) {
        var database = hub.bean(Database.class);
        return database.platform(() -> database.sql()
                .sql(
                        "select subject || ' ' || verb || ' ' || kind || ' ' || outcome from audit where name = ? order by id")
                .param(name)
                .query(String.class)
                .list());
    }
}
