package io.skerry.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AgeTests {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void saysNowForTenSecondsAndTheAgeAfterwards() {
        assertThat(Age.since(NOW.minusSeconds(10), NOW)).isEqualTo("now");
        assertThat(Age.since(NOW.minusSeconds(12), NOW)).isEqualTo("12s ago");
        assertThat(Age.since(NOW.minusSeconds(130), NOW)).isEqualTo("2m ago");
        assertThat(Age.since(NOW.minus(Duration.ofHours(5)), NOW)).isEqualTo("5h ago");
        assertThat(Age.since(NOW.minus(Duration.ofDays(3)), NOW)).isEqualTo("3d ago");
    }

    @Test
    void takesAClockThatRunsBehindForNow() {
        assertThat(Age.since(NOW.plusSeconds(5), NOW)).isEqualTo("now");
    }

    @Test
    void saysNeverForWhatWasNotSeen() {
        assertThat(Age.since(Age.parse(""), NOW)).isEqualTo("never");
        assertThat(Age.since(Age.parse("yesterday"), NOW)).isEqualTo("never");
    }

    @Test
    void saysHowLongSomethingTook() {
        assertThat(Age.took(Duration.ofMillis(7_449))).isEqualTo("7.4 s");
    }
}
