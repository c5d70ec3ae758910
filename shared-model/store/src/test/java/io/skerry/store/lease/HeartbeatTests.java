package io.skerry.store.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatTests {

    private static final long START = 7_000;

    private final Heartbeat heartbeat = Heartbeat.of(Duration.ofNanos(1200), START);

    @Test
    void beatsThreeTimesInALifetime() {
        assertThat(heartbeat.pause(START, false)).isEqualTo(400);
        assertThat(heartbeat.pause(START + 150, false)).isEqualTo(250);
        assertThat(heartbeat.pause(START + 500, false)).isZero();
    }

    @Test
    void triesAgainSoonerAfterAFailure() {
        assertThat(heartbeat.pause(START + 400, true)).isEqualTo(100);
    }

    @Test
    void isLostWhenNothingWasHeardForItsWholeTime() {
        assertThat(heartbeat.lost(START + 1199)).isFalse();
        assertThat(heartbeat.lost(START + 1200)).isTrue();
    }

    @Test
    void countsFromWhenItAskedAndNotFromWhenItWasAnswered() {
        var renewed = heartbeat.renewed(START + 400);

        assertThat(renewed.lost(START + 1599)).isFalse();
        assertThat(renewed.lost(START + 1600)).isTrue();
    }

    @Test
    void neverSleepsPastItsEnd() {
        assertThat(heartbeat.pause(START + 1150, true)).isEqualTo(50);
        assertThat(heartbeat.pause(START + 1300, true)).isZero();
    }
}
