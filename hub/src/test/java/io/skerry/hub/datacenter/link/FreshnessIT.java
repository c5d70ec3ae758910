package io.skerry.hub.datacenter.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import io.skerry.hub.api.Json;
import io.skerry.link.session.Exchange;
import io.skerry.model.message.AllTold;
import io.skerry.model.message.Report;
import io.skerry.model.message.ReportAck;
import io.skerry.model.message.StatusItem;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import io.skerry.model.resource.Phase;
import io.skerry.model.seen.ComponentSeen;
import io.skerry.testkit.patience.Eventually;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** How old a word is said to be: as old as the last moment at which the data center stood by it. */
@Timeout(120)
class FreshnessIT {

    private static final String COMPONENTS = "/api/v1/tenants/acme/applications/shop/components";
    private static final Duration SAID = Duration.ofMinutes(10);
    private static final Duration LATELY = Duration.ofMinutes(1);

    @Test
    void aWordStandsAsLongAsItsDataCenterHasNothingElseToSay() throws Exception {
        try (var hub = TestHub.start();
                var agent = agentOfAShop(hub)) {
            try (var session = agent.connect()) {
                var reports = session.exchange(new ReportAck(agent.welcome.epoch(), 0), 8);
                tell(reports, agent, running(hub));
                assertThat(age(seen(hub, east -> east.has("observedAt")), "observedAt"))
                        .isGreaterThanOrEqualTo(SAID);

                reports.send(new Report(agent.welcome.epoch(), 0, 2_000, new AllTold()));

                var stoodBy = seen(hub, east -> age(east, "observedAt").compareTo(LATELY) < 0);
                assertThat(age(stoodBy, "observedAt")).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
                assertThat(age(stoodBy, "changedAt")).isGreaterThanOrEqualTo(SAID);
            }

            var silent = seen(hub, east -> east.path("phase").asString().equals("unknown"));
            assertThat(seen(hub, east -> true).path("observedAt"))
                    .as("it grows old from the last contact on")
                    .isEqualTo(silent.path("observedAt"));
        }
    }

    private static TestAgent agentOfAShop(TestHub hub) throws InterruptedException {
        hub.post("/api/v1/tenants", "{\"name\": \"acme\", \"spec\": {}}");
        hub.post("/api/v1/data-centers", "{\"name\": \"east\", \"spec\": {}}");
        hub.post("/api/v1/tenants/acme/applications", "{\"name\": \"shop\", \"spec\": {}}");
        var made = hub.post(COMPONENTS, "{\"name\": \"web\", \"spec\": {\"type\": \"service\"}}");
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return TestAgent.enrol(hub, "east");
    }

    private static StatusItem running(TestHub hub) {
        var uid =
                UUID.fromString(hub.get(COMPONENTS + "/web").json().path("uid").asString());
        var web = new ComponentRef(new TenantName("acme"), "shop", "web");
        var seen = new ComponentSeen(
                web, uid.toString(), 1, 1, 1, 1L, 1, 1, true, Phase.RUNNING, null, List.of(), List.of());
        return new StatusItem("seen/component/acme/shop/web", Json.text(seen).getBytes(UTF_8));
    }

    private static void tell(Exchange reports, TestAgent agent, StatusItem item) throws InterruptedException {
        reports.send(new Report(agent.welcome.epoch(), 1, SAID.toMillis(), item));
        assertThat(reports.next(TestAgent.SOON)).isInstanceOf(ReportAck.class);
    }

    private static JsonNode seen(TestHub hub, Predicate<JsonNode> until) {
        var last = new AtomicReference<JsonNode>(MissingNode.getInstance());
        Eventually.await("such a word of east", () -> {
            last.set(hub.get(COMPONENTS + "/web").json().at("/status/dataCenters/east"));
            return until.test(last.get());
        });
        return last.get();
    }

    private static Duration age(JsonNode seen, String field) {
        return Duration.between(Instant.parse(seen.path(field).asString()), Instant.now());
    }
}
