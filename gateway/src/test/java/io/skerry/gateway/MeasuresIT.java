package io.skerry.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.measure.MeasureClient;
import io.skerry.measure.MeasureFiles;
import io.skerry.model.metric.GatewayTotals;
import io.skerry.model.metric.LatencyScale;
import io.skerry.model.metric.RouteTotals;
import io.skerry.store.value.Values;
import io.skerry.testkit.patience.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MeasuresIT {

    private static final String SHOP = "shop.example.com";

    @TempDir
    Path folder;

    private final TestInstance one = new TestInstance("web-1")
            .at("/broken", exchange -> TestInstance.answer(exchange, 500, "no"))
            .at("/absent", exchange -> TestInstance.answer(exchange, 404, "no"))
            .at("/slow", exchange -> {
                awaitRelease();
                TestInstance.answer(exchange, 200, "slow");
            });
    private final CountDownLatch release = new CountDownLatch(1);
    private TestGateway gateway;

    @BeforeEach
    void start() {
        gateway = TestGateway.start(folder);
    }

    @AfterEach
    void stop() {
        gateway.close();
        one.close();
    }

    @Test
    void countsWhatARouteDidByItsOutcome() throws Exception {
        gateway.serve(SHOP, "web", one);

        gateway.get(SHOP, "/");
        gateway.post(SHOP, "/", "twelve bytes");
        gateway.get(SHOP, "/absent");
        gateway.get(SHOP, "/broken");

        var route = ended(4);
        assertThat(route.application()).hasToString("acme/shop");
        assertThat(route.answers()).isEqualTo(List.of(0L, 2L, 0L, 1L, 1L));
        assertThat(route.received()).isEqualTo(12);
        assertThat(route.sent()).isEqualTo("web-1 /".length() * 2 + "no".length() * 2);
        assertThat(route.refused()).isZero();
        assertThat(route.open()).isZero();
        assertThat(route.latency().values().stream().mapToLong(n -> n).sum()).isEqualTo(4);
    }

    @Test
    void countsARequestAsOpenUntilItsAnswerHasEndedAndTimesAllOfIt() throws Exception {
        gateway.serve(SHOP, "web", one);
        var began = System.nanoTime();
        var answer = gateway.client()
                .sendAsync(gateway.request(SHOP, "/slow").build(), HttpResponse.BodyHandlers.ofString());
        Eventually.await(
                "the request is open", () -> quietly().routes().stream().anyMatch(route -> route.open() == 1));
        release.countDown();
        assertThat(answer.get().body()).isEqualTo("slow");
        var after = System.nanoTime();

        var latency = ended(1).latency();
        assertThat(LatencyScale.quantile(latency, 1)).isLessThan((after - began) / 1e6 * 1.3 + 1);
        assertThat(latency.keySet()).allSatisfy(bucket -> assertThat(bucket).isPositive());
    }

    @Test
    void countsWhatItAnsweredItselfApart() throws Exception {
        gateway.awaitRevision(gateway.site().address("web", "web-1", RawServer.closedPort(), true));
        gateway.serve(SHOP, "web");

        assertThat(gateway.get(SHOP, "/").statusCode()).isEqualTo(502);

        var route = ended(1);
        assertThat(route.refused()).isEqualTo(1);
        assertThat(route.answers().getLast()).isEqualTo(1);
    }

    @Test
    void countsNothingForHostsThatNobodyHas() throws Exception {
        gateway.serve(SHOP, "web", one);
        for (int i = 0; i < 20; i++) {
            gateway.get("random-" + i + ".example.com", "/");
        }

        assertThat(totals().routes()).isEmpty();
    }

    @Test
    void tellsPrometheusWithNoMoreThanTwentySeriesForARoute() throws Exception {
        gateway.serve(SHOP, "web", one);
        gateway.serve("idle.example.com", "docs");
        gateway.get(SHOP, "/");
        gateway.get(SHOP, "/absent");
        gateway.get(SHOP, "/broken");
        gateway.get("nowhere.example.com", "/");
        ended(3);

        var page = new MeasureClient(new MeasureFiles(folder.resolve("gateway"))).get("/metrics");

        var lines =
                new String(page.orElseThrow(), StandardCharsets.UTF_8).lines().toList();
        var route = "route=\"r-" + Integer.toHexString(SHOP.hashCode()) + "\",tenant=\"acme\"";
        assertThat(lines)
                .contains("skerry_gateway_requests_total{application=\"shop\",code=\"2xx\"," + route + "} 1.0")
                .contains("skerry_gateway_request_seconds_count{application=\"shop\"," + route + "} 3")
                .contains("skerry_gateway_hosts 2.0")
                .contains("skerry_gateway_refusals_total{reason=\"unknown-host\"} 1.0")
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes"));
        assertThat(lines.stream().filter(line -> line.contains("r-" + Integer.toHexString(SHOP.hashCode()))))
                .hasSizeLessThanOrEqualTo(20);
        assertThat(lines).noneMatch(line -> line.contains("r-" + Integer.toHexString("idle.example.com".hashCode())));
    }

    private RouteTotals ended(long requests) throws IOException {
        // The last piece of an answer is out before its end is counted.
        Eventually.await(requests + " requests are counted", () -> {
            var routes = quietly().routes();
            return routes.size() == 1
                    && routes.getFirst().open() == 0
                    && routes.getFirst().answers().stream().mapToLong(n -> n).sum() == requests;
        });
        return totals().routes().getFirst();
    }

    private void awaitRelease() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private GatewayTotals quietly() {
        try {
            return totals();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private GatewayTotals totals() throws IOException {
        var page = new MeasureClient(new MeasureFiles(folder.resolve("gateway"))).get("/routes");
        return Values.read(page.orElseThrow(), GatewayTotals.class);
    }
}
