package io.skerry.hub.datacenter.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FailureLimitTests {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    private final FailureLimit limit = new FailureLimit();

    @Test
    void listensToFiveFailuresAnHour() {
        for (var i = 0; i < 5; i++) {
            assertThat(limit.exceeded("1.2.3.4", NOON)).isFalse();
            limit.failed("1.2.3.4", NOON.plus(Duration.ofMinutes(i)));
        }

        assertThat(limit.exceeded("1.2.3.4", NOON.plus(Duration.ofMinutes(10)))).isTrue();
        assertThat(limit.exceeded("1.2.3.4", NOON.plus(Duration.ofMinutes(59)))).isTrue();
        assertThat(limit.exceeded("1.2.3.4", NOON.plus(Duration.ofMinutes(60)))).isFalse();
    }

    @Test
    void blamesNobodyForAnother() {
        for (var i = 0; i < 9; i++) {
            limit.failed("1.2.3.4", NOON);
        }

        assertThat(limit.exceeded("1.2.3.5", NOON)).isFalse();
    }

    @Test
    void forgetsTheOldestOfTooManySources() {
        for (var i = 0; i < 5; i++) {
            limit.failed("first", NOON);
        }
        for (var i = 0; i < 10_000; i++) {
            limit.failed("source-" + i, NOON);
        }

        assertThat(limit.exceeded("first", NOON)).isFalse();
    }
}
