package io.skerry.hub.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import io.skerry.hub.resource.Database;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
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

    @Test
    void whoComesInAndWhoDoesNotIsRecorded() {
        hub.post("/api/v1/users", "{\"name\": \"eve\"}");
        hub.post("/api/v1/users/eve:password", "{\"password\": \"a-long-password\"}");
        signIn("eve", "a-wrong-password");
        var cookie = signIn("eve", "a-long-password").header("Set-Cookie").split(";", 2)[0];
        hub.send(HttpRequest.newBuilder(hub.uri("/api/v1/sessions/current"))
                .header("Cookie", cookie)
                .header("Origin", hub.uri("").toString())
                .DELETE());

        assertThat(acts("eve"))
                .containsExactly(
                        "user:admin create user done",
                        "user:admin password user done",
                        "nobody sign-in user unauthenticated",
                        "user:eve sign-in user done",
                        "user:eve sign-out user done");
    }

    @Test
    void actsThatWriteNoResourceAreRecordedAsWell() {
        hub.post("/api/v1/data-centers", "{\"name\": \"east\", \"spec\": {\"runtime\": \"process\"}}");
        hub.post("/api/v1/data-centers/east:enrol", "{}");
        hub.post("/api/v1/tenants", "{\"name\": \"busy\"}");
        hub.post("/api/v1/tenants/busy/applications", "{\"name\": \"shop\"}");
        var operation = hub.delete("/api/v1/tenants/busy/applications/shop").header("Location");
        hub.post(operation + ":cancel", "{}");

        assertThat(acts("east")).contains("user:admin enrol dataCenter done");
        assertThat(acts(operation.substring(operation.lastIndexOf('/') + 1)))
                .contains("user:admin cancel operation conflict");
    }

    private static TestHub.Answer signIn(String user, String password) {
        return hub.send(HttpRequest.newBuilder(hub.uri("/api/v1/sessions"))
                .POST(BodyPublishers.ofString("{\"user\": \"" + user + "\", \"password\": \"" + password + "\"}")));
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
