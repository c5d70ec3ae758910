package io.skerry.hub.datacenter.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailureLimitTests {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final String SOURCE = "1.2.3.4";

    private final FailureLimit limit = new FailureLimit();

    @Test
    void looksAtTheSameTokenFiveTimesAnHour() {
        for (var i = 0; i < 5; i++) {
            assertThat(limit.exceeded(SOURCE, "token", NOON)).isFalse();
            limit.failed(SOURCE, "token", NOON.plus(Duration.ofMinutes(i)));
        }

        assertThat(limit.exceeded(SOURCE, "token", NOON.plus(Duration.ofMinutes(10))))
                .isTrue();
        assertThat(limit.exceeded(SOURCE, "token", NOON.plus(Duration.ofMinutes(59))))
                .isTrue();
        assertThat(limit.exceeded(SOURCE, "token", NOON.plus(Duration.ofMinutes(60))))
                .isFalse();
    }

    @Test
    void blamesNobodyForAnother() {
        for (var i = 0; i < 5000; i++) {
            limit.failed(SOURCE, "dead", NOON);
        }

        assertThat(limit.exceeded(SOURCE, "good", NOON)).isFalse();
        assertThat(limit.exceeded("1.2.3.5", "dead", NOON)).isFalse();
    }

    @Test
    void aFloodOfDifferentTokensSilencesItsSource() {
        for (var i = 0; i < 1000; i++) {
            assertThat(limit.exceeded(SOURCE, NOON)).isFalse();
            limit.failed(SOURCE, "guess-" + i, NOON);
        }

        assertThat(limit.exceeded(SOURCE, NOON)).isTrue();
        assertThat(limit.exceeded(SOURCE, "good", NOON)).isTrue();
        assertThat(limit.exceeded("1.2.3.5", NOON)).isFalse();
    }

    @Test
    void forgetsTheOldestOfTooMany() {
        for (var i = 0; i < 5; i++) {
            limit.failed("first", "token", NOON);
        }
        for (var i = 0; i < 10_000; i++) {
            limit.failed("source-" + i, "token", NOON);
        }

        assertThat(limit.exceeded("first", "token", NOON)).isFalse();
    }
}
