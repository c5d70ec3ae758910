package io.skerry.hub.datacenter.link;

import static io.skerry.hub.datacenter.link.TestAgent.SOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.TestHub;
import io.skerry.link.session.Channel;
import io.skerry.link.session.Handler;
import io.skerry.link.session.LinkRefused;
import io.skerry.link.session.Outgoing;
import io.skerry.model.message.Accepted;
import io.skerry.model.message.Message;
import io.skerry.model.message.MetricsChunk;
import io.skerry.model.message.MetricsRequest;
import io.skerry.model.message.OpenBulk;
import io.skerry.model.metric.InstancePoint;
import io.skerry.model.metric.InstanceSeries;
import io.skerry.model.metric.MetricsQuery;
import io.skerry.model.metric.RoutePoint;
import io.skerry.model.metric.RouteSeries;
import io.skerry.model.name.ApplicationRef;
import io.skerry.model.name.TenantName;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MeasuresIT {

    private static final ApplicationRef SHOP = new ApplicationRef(new TenantName("acme"), "shop");
    private static final String PATH = "/api/v1/tenants/acme/applications/shop/metrics";

    private static TestHub hub;

    @BeforeAll
    static void start() {
        hub = TestHub.start();
        for (var dc : List.of("east", "west", "old", "large")) {
            hub.post("/api/v1/data-centers", "{\"name\": \"" + dc + "\", \"spec\": {\"runtime\": \"process\"}}");
        }
        hub.post("/api/v1/tenants", "{\"name\": \"acme\", \"spec\": {}}");
        hub.post(
                "/api/v1/tenants/acme/applications",
                "{\"name\": \"shop\", \"spec\": {\"placement\": {\"dataCenters\": [\"east\", \"west\"]}}}");
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void givesWhatDataCentersMeasuredAndSaysWhichIsAway() throws Exception {
        var asked = new CopyOnWriteArrayList<MetricsQuery>();
        try (var agent = TestAgent.enrol(hub, "east");
                var _ = agent.connect(TestAgent.address(hub), opensBulk(agent, measures(asked, measured(3))))) {
            var answer = hub.get(PATH + "?window=10m");

            assertThat(answer.status()).as("%s", answer).isEqualTo(200);
            var metrics = answer.json();
            assertThat(asked).containsExactly(new MetricsQuery(SHOP, 600, 20));
            assertThat(metrics.at("/dataCenters/0/state").asString()).isEqualTo("answered");
            assertThat(metrics.at("/dataCenters/1/state").asString()).isEqualTo("unreachable");
            assertThat(metrics.at("/dataCenters/1").has("observedAt")).isFalse();
            assertThat(Duration.between(
                            Instant.parse(
                                    metrics.at("/dataCenters/0/observedAt").asString()),
                            Instant.now()))
                    .isBetween(Duration.ofSeconds(2), Duration.ofSeconds(30));
            assertThat(metrics.at("/instances/0/points/2/cpu").asDouble()).isEqualTo(0.125);
            assertThat(metrics.at("/instances/0/points/0").has("cpu"))
                    .as("first look")
                    .isFalse();
            assertThat(metrics.at("/routes/0/points/0/p95").asDouble()).isEqualTo(12.5);
            assertThat(metrics.at("/truncated").asBoolean()).isFalse();
        }
    }

    @Test
    void givesEverythingOfADataCenterWithinItsLimit() throws Exception {
        var asked = new CopyOnWriteArrayList<MetricsQuery>();
        var many = Collections.nCopies(30, measured(360).getFirst());
        var chunks =
                IntStream.range(0, 5).mapToObj(i -> many).flatMap(List::stream).toList();
        try (var agent = TestAgent.enrol(hub, "large");
                var _ = agent.connect(TestAgent.address(hub), opensBulk(agent, measures(asked, chunks)))) {
            var metrics = hub.get("/api/v1/data-centers/large/metrics?window=1h&step=10s")
                    .json();

            assertThat(asked).containsExactly(new MetricsQuery(null, 3_600, 10));
            assertThat(metrics.at("/truncated").asBoolean()).isTrue();
            assertThat(metrics.at("/instances").size()).isBetween(40, 56);
        }
    }

    @Test
    void saysThatAnOlderAgentMeasuresNothing() throws Exception {
        var older = new Handler() {
            @Override
            public void stream(Message request, Outgoing out) {
                throw LinkRefused.unsupported("metricsRequest");
            }
        };
        try (var agent = TestAgent.enrol(hub, "old");
                var _ = agent.connect(TestAgent.address(hub), opensBulk(agent, older))) {
            var metrics = hub.get("/api/v1/data-centers/old/metrics").json();

            assertThat(metrics.at("/dataCenters/0/state").asString()).isEqualTo("refused");
            assertThat(metrics.at("/dataCenters/0/message").asString()).contains("version");
        }
    }

    @Test
    void refusesWhatNobodyKeeps() {
        assertThat(hub.get(PATH + "?window=2h").json().at("/detail").asString()).contains("'window'", "an hour");
        assertThat(hub.get(PATH + "?step=1s").json().at("/detail").asString()).contains("'step'");
        assertThat(hub.get(PATH + "?window=soon").status()).isEqualTo(400);
        assertThat(hub.get("/api/v1/tenants/acme/applications/other/metrics").status())
                .isEqualTo(404);
        assertThat(hub.get("/api/v1/data-centers/nowhere/metrics").status()).isEqualTo(404);
    }

    private static List<MetricsChunk> measured(int points) {
        var instance = IntStream.range(0, points)
                .mapToObj(i -> new InstancePoint(
                        2_000 + (points - i - 1) * 10_000L, i == 0 ? 0 : 10_000, 1_250, 50, 4, 9, 0, 7))
                .toList();
        var route = new RoutePoint(2_000, 10_000, 30, 2, 1, 0, 5, 600, 1, 1.5, 12.5, 20.0);
        return List.of(new MetricsChunk(
                List.of(new InstanceSeries(SHOP.component("web"), "web-1", instance)),
                List.of(new RouteSeries(SHOP, "web", List.of(route)))));
    }

    private static Handler measures(List<MetricsQuery> asked, List<MetricsChunk> chunks) {
        return new Handler() {
            @Override
            public void stream(Message request, Outgoing out) throws InterruptedException {
                asked.add(((MetricsRequest) request).query());
                for (var chunk : chunks) {
                    out.send(chunk);
                }
            }
        };
    }

    private static Handler opensBulk(TestAgent agent, Handler streams) {
        return new Handler() {
            @Override
            public Message request(Message message) throws InterruptedException {
                if (message instanceof OpenBulk open) {
                    agent.dial(Channel.BULK, streams).request(open, SOON);
                    return new Accepted();
                }
                return message;
            }
        };
    }
}
