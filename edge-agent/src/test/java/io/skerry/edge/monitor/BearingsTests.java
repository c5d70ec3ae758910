package io.skerry.edge.monitor;

import static io.skerry.edge.monitor.Sampled.at;
import static io.skerry.edge.monitor.Sampled.gateway;
import static io.skerry.edge.monitor.Sampled.web1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class BearingsTests {

    private final Bearings bearings = new Bearings();

    @Test
    void takesTheFirstLookForBearingsOnly() {
        var first = bearings.take(at(0), List.of(web1(1, 90_000, 7)), gateway("a", 1_000, 5));

        assertThat(first.routes()).isEmpty();
        assertThat(first.instances()).singleElement().satisfies(sample -> {
            assertThat(sample.spanMillis()).isZero();
            assertThat(sample.cpuMillis()).isZero();
            assertThat(sample.memory()).isEqualTo(7);
        });
    }

    @Test
    void tellsWhatHappenedSinceTheLookBefore() {
        bearings.take(at(0), List.of(web1(1, 90_000, 7)), gateway("a", 1_000, 5));

        var second = bearings.take(at(10), List.of(web1(1, 92_500, 7)), gateway("a", 1_040, 7));

        assertThat(second.instances().getFirst().cpuMillis()).isEqualTo(2_500);
        assertThat(second.instances().getFirst().spanMillis()).isEqualTo(10_000);
        var route = second.routes().getFirst();
        assertThat(route.spanMillis()).isEqualTo(10_000);
        assertThat(route.counts().answers()).containsExactly(0L, 40L, 0L, 0L, 2L);
        assertThat(route.counts().refused()).isEqualTo(2);
        assertThat(route.counts().sent()).isEqualTo(4_000);
        assertThat(route.counts().latency()).containsEntry(20, 40L).containsEntry(40, 2L);
    }

    @Test
    void countsARestartedInstanceFromNothing() {
        bearings.take(at(0), List.of(web1(1, 90_000, 7)), null);

        var sample = bearings.take(at(10), List.of(web1(2, 300, 7)), null)
                .instances()
                .getFirst();

        assertThat(sample.cpuMillis()).isEqualTo(300);
        assertThat(sample.restarts()).isEqualTo(1);
    }

    @Test
    void countsARestartedGatewayFromNothing() {
        bearings.take(at(0), List.of(), gateway("a", 1_000, 5));

        var routes = bearings.take(at(10), List.of(), gateway("b", 12, 0)).routes();

        assertThat(routes.getFirst().counts().answers()).containsExactly(0L, 12L, 0L, 0L, 0L);
    }

    @Test
    void losesNothingWhileTheGatewayDoesNotAnswer() {
        bearings.take(at(0), List.of(), gateway("a", 1_000, 5));
        assertThat(bearings.take(at(10), List.of(), null).routes()).isEmpty();

        var route = bearings.take(at(20), List.of(), gateway("a", 1_100, 5))
                .routes()
                .getFirst();

        assertThat(route.counts().answers().get(1)).isEqualTo(100);
        assertThat(route.spanMillis()).isEqualTo(20_000);
    }

    @Test
    void neverUsesLessThanNothing() {
        bearings.take(at(0), List.of(web1(1, 90_000, 7)), null);

        assertThat(bearings.take(at(10), List.of(web1(1, 80_000, 7)), null)
                        .instances()
                        .getFirst()
                        .cpuMillis())
                .isZero();
    }
}
