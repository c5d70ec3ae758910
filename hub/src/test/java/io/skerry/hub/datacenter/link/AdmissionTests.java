package io.skerry.hub.datacenter.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AdmissionTests {

    private final Admission admission = new Admission(new Random(3));

    @Test
    void letsABurstInAndThenAHundredASecond() {
        var now = 0L;
        for (var i = 0; i < 200; i++) {
            assertThat(admission.ask(now)).isEmpty();
        }
        assertThat(admission.ask(now)).isPresent();

        now += Duration.ofSeconds(1).toNanos();
        for (var i = 0; i < 100; i++) {
            assertThat(admission.ask(now)).isEmpty();
        }
        assertThat(admission.ask(now)).isPresent();
    }

    @Test
    void spreadsTheOthersOverTime() {
        for (var i = 0; i < 200; i++) {
            admission.ask(0);
        }
        var waits = IntStream.range(0, 100)
                .mapToObj(i -> admission.ask(0).orElseThrow())
                .toList();

        assertThat(waits).allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(5)));
        assertThat(waits.stream().distinct().count()).isGreaterThan(90);
    }
}
