package io.skerry.hub.datacenter.link;

import static io.skerry.testkit.patience.Eventually.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.skerry.hub.HubSettings;
import io.skerry.hub.HubSettings.DatabaseSettings;
import io.skerry.hub.TestHub;
import io.skerry.hub.command.Commands;
import io.skerry.model.message.CommandResult;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The hub with YugabyteDB's driver in place of PostgreSQL's, against PostgreSQL. */
@Timeout(120)
class YugabyteDriverIT {

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start(YugabyteDriverIT::byYugabytesDriver);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    private static HubSettings byYugabytesDriver(HubSettings usual) {
        var url = usual.database().url().replace("jdbc:postgresql:", "jdbc:yugabytedb:");
        return new HubSettings(
                usual.data(),
                usual.port(),
                usual.linkPort(),
                new DatabaseSettings(
                        url + (url.contains("?") ? "&" : "?") + "load-balance=false",
                        usual.database().user(),
                        null),
                usual.bootstrapFile());
    }

    @Test
    void bothPoolsUseIt() throws SQLException {
        for (var name : new String[] {"systemDataSource", "applicationDataSource"}) {
            try (var connection = hub.bean(name, HikariDataSource.class).getConnection()) {
                assertThat(connection
                                .unwrap(java.sql.Connection.class)
                                .getClass()
                                .getName())
                        .startsWith("com.yugabyte.");
            }
        }
    }

    @Test
    void theStoreKeepsItsPromises() {
        var created = hub.post("/api/v1/tenants", "{\"name\": \"acme\"}");
        assertThat(created.status()).isEqualTo(201);
        assertThat(hub.post("/api/v1/tenants", "{\"name\": \"acme\"}").status()).isEqualTo(409);
        var path = "/api/v1/tenants/acme/applications";
        var shop = hub.post(path, "{\"name\": \"shop\", \"spec\": {}}", "Idempotency-Key", "once");
        assertThat(hub.post(path, "{\"name\": \"shop\", \"spec\": {}}", "Idempotency-Key", "once")
                        .json())
                .isEqualTo(shop.json());
        var body = "{\"labels\": {\"a\": \"b\"}, \"spec\": {}}";
        assertThat(hub.put(path + "/shop", body, "If-Match", shop.header("ETag"))
                        .status())
                .isEqualTo(200);
        assertThat(hub.put(path + "/shop", body, "If-Match", shop.header("ETag"))
                        .json()
                        .get("code")
                        .asString())
                .isEqualTo("stale-version");
        assertThat(hub.watch(
                        path + "?watch=true&revision=0",
                        event -> event.type().equals("put")
                                && event.data().toString().contains("\"a\":\"b\"")))
                .isNotEmpty();
    }

    @Test
    void anOrderIsDoneOnce() throws Exception {
        try (var agent = FaithfulAgent.of(TestAgent.enrol(hub, "ordered"))) {
            var commands = hub.bean(Commands.class);
            IntStream.range(0, 10)
                    .forEach(n -> commands.order(
                            "o-" + n, "ordered", null, "restart", "x", Map.of("n", n), Duration.ofMinutes(1)));
            await(
                    "every answer",
                    () -> IntStream.range(0, 10)
                            .allMatch(n -> commands.answer("o-" + n)
                                    .filter(CommandResult::terminal)
                                    .isPresent()));
            assertThat(agent.done()).doesNotHaveDuplicates().hasSize(10);
        }
    }

    /** Backups go by PostgreSQL's own driver to the same server. */
    @Test
    void aBackupIsMadeAndReadBack() {
        var operation = hub.ended(hub.post("/api/v1/backups", "{}").header("Location"));
        assertThat(operation.json().at("/status/state").asString())
                .as(operation.toString())
                .isEqualTo("succeeded");
    }
}
