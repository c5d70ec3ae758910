package io.skerry.measure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExpositionTests {

    @Test
    void writesWhatPrometheusReads() {
        var page = page(figures -> figures.gauge("skerry_open", "Open ones.", 3, "route", "acme/\"shop\"")
                .counter("skerry_asked", "All.", 12, "code", "2xx")
                .counter("skerry_asked", "All.", 1, "code", "5xx")
                .histogram(
                        "skerry_took_seconds",
                        "Times.",
                        List.of(0.1, 1.0, Double.POSITIVE_INFINITY),
                        List.of(4L, 2L, 1L),
                        5.5,
                        "route",
                        "web"));

        assertThat(page).isEqualTo("""
                # HELP skerry_asked_total All.
                # TYPE skerry_asked_total counter
                skerry_asked_total{code="2xx"} 12.0
                skerry_asked_total{code="5xx"} 1.0
                # HELP skerry_open Open ones.
                # TYPE skerry_open gauge
                skerry_open{route="acme/\\"shop\\""} 3.0
                # HELP skerry_took_seconds Times.
                # TYPE skerry_took_seconds histogram
                skerry_took_seconds_bucket{route="web",le="0.1"} 4
                skerry_took_seconds_bucket{route="web",le="1.0"} 6
                skerry_took_seconds_bucket{route="web",le="+Inf"} 7
                skerry_took_seconds_count{route="web"} 7
                skerry_took_seconds_sum{route="web"} 5.5
                """);
    }

    @Test
    void tellsOfTheProcessItself() {
        assertThat(page(new JvmFigures()).lines())
                .anyMatch(line -> line.startsWith("jvm_memory_used_bytes{area=\"heap\"} "))
                .anyMatch(line -> line.startsWith("process_cpu_seconds_total "))
                .anyMatch(line -> line.matches("process_open_fds [1-9].*"))
                .anyMatch(line -> line.matches("process_resident_memory_bytes [1-9].*"));
    }

    private static String page(Figures.Source source) {
        return new String(new Exposition(List.of(source)).get().content(), UTF_8);
    }
}
