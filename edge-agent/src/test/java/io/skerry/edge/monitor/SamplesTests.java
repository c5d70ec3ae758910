package io.skerry.edge.monitor;

import static io.skerry.edge.monitor.Sampled.SHOP;
import static io.skerry.edge.monitor.Sampled.at;
import static io.skerry.edge.monitor.Sampled.gateway;
import static io.skerry.edge.monitor.Sampled.web1;
import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.edge.runtime.Usage;
import io.skerry.model.message.MetricsChunk;
import io.skerry.model.metric.InstancePoint;
import io.skerry.model.metric.MetricsQuery;
import io.skerry.model.metric.RoutePoint;
import io.skerry.model.name.ApplicationRef;
import io.skerry.model.name.TenantName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplesTests {

    @TempDir
    Path folder;

    private final Bearings bearings = new Bearings();
    private long now;
    private Samples samples;

    @BeforeEach
    void open() {
        samples = reopened();
    }

    @Test
    void answersWithStepsThatAddUpTimesAndKeepPeaks() {
        look(0, 0, 10, 0, 0);
        look(10, 1_000, 99, 60, 0);
        look(20, 3_000, 20, 100, 3);
        now = 25;

        var points = instances(new MetricsQuery(SHOP, 60, 60));

        assertThat(points).containsExactly(new InstancePoint(5_000, 20_000, 3_000, 99, 5, 9, 0, 1_000));
        assertThat(routes(new MetricsQuery(null, 60, 60))).singleElement().satisfies(point -> {
            assertThat(point.requests()).isEqualTo(103);
            assertThat(point.serverErrors()).isEqualTo(3);
            assertThat(point.spanMillis()).isEqualTo(20_000);
            assertThat(point.p50()).isLessThan(point.p99());
        });
        assertThat(instances(new MetricsQuery(SHOP, 60, 10)).stream().map(InstancePoint::cpuMillis))
                .containsExactly(0L, 1_000L, 2_000L);
    }

    @Test
    void givesOnePointForAStepAsLongAsTheWindowWhereverItBegins() {
        IntStream.range(0, 12).forEach(i -> look(i * 10L, i * 100L, i, i, 0));
        now = 115;

        assertThat(instances(new MetricsQuery(SHOP, 60, 60))).hasSize(1);
        assertThat(routes(new MetricsQuery(SHOP, 60, 60)).getFirst().requests()).isEqualTo(6);
    }

    @Test
    void leavesOutWhatIsOlderThanTheWindowAndOfOtherApplications() {
        IntStream.range(0, 30).forEach(i -> look(i * 10L, i * 100L, i, i, 0));
        now = 290;

        assertThat(instances(new MetricsQuery(SHOP, 60, 10))).hasSize(7);
        assertThat(instances(new MetricsQuery(new ApplicationRef(new TenantName("acme"), "other"), 60, 10)))
                .isEmpty();
    }

    @Test
    void keepsAnHourAndNoMoreInMemoryAndOnDisk() throws IOException {
        IntStream.range(0, 1_200).forEach(i -> look(i * 10L, i, i, i, 0));
        now = 12_000;

        assertThat(instances(new MetricsQuery(SHOP, 3_600, 10))).hasSize(360);
        var file = Files.size(folder.resolve("samples"));
        assertThat(file).isLessThan(360 * 2 * 400L);
    }

    @Test
    void remembersOverARestartAlsoBehindATornTick() throws IOException {
        look(0, 0, 10, 0, 0);
        look(10, 500, 10, 0, 0);
        Files.write(folder.resolve("samples"), new byte[] {0, 0, 1, 0, 9, 9, 9}, StandardOpenOption.APPEND);
        now = 15;

        samples = reopened();
        assertThat(instances(new MetricsQuery(SHOP, 60, 10))).hasSize(2);

        look(20, 900, 10, 0, 0);
        samples = reopened();
        assertThat(instances(new MetricsQuery(SHOP, 60, 10))).hasSize(3);
    }

    @Test
    void forgetsAfterARestartWhatIsTooOld() {
        look(0, 0, 10, 0, 0);
        now = 3_700;

        samples = reopened();

        assertThat(instances(new MetricsQuery(SHOP, 3_600, 10))).isEmpty();
    }

    @Test
    void keepsMessagesSmall() {
        var many = IntStream.range(0, 40)
                .mapToObj(i -> new Usage(Sampled.WEB, "web-" + i, 1, 1, 1, 1, 1, 1))
                .toList();
        IntStream.range(0, 360).forEach(i -> samples.add(bearings.take(at(i * 10L), many, null)));
        now = 3_590;

        var chunks = StreamSupport.stream(
                        samples.answer(new MetricsQuery(null, 3_600, 10)).spliterator(), false)
                .toList();

        assertThat(chunks)
                .hasSize(8)
                .allSatisfy(chunk -> assertThat(chunk.instances().stream()
                                .mapToInt(s -> s.points().size())
                                .sum())
                        .isLessThanOrEqualTo(2_000));
    }

    private void look(long second, long cpu, long memory, long good, long failed) {
        now = second;
        samples.add(bearings.take(at(second), List.of(web1(1, cpu, memory)), gateway("a", good, failed)));
    }

    private Samples reopened() {
        return new Samples(new SampleFile(folder.resolve("samples")), () -> at(now));
    }

    private List<InstancePoint> instances(MetricsQuery query) {
        return chunks(query).stream()
                .flatMap(chunk -> chunk.instances().stream())
                .flatMap(series -> series.points().stream())
                .toList();
    }

    private List<RoutePoint> routes(MetricsQuery query) {
        return chunks(query).stream()
                .flatMap(chunk -> chunk.routes().stream())
                .flatMap(series -> series.points().stream())
                .toList();
    }

    private List<MetricsChunk> chunks(MetricsQuery query) {
        return StreamSupport.stream(samples.answer(query).spliterator(), false).toList();
    }
}
