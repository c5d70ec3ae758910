package io.skerry.hub.datacenter.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F13")
class SightTests {

    private final AtomicLong nanos = new AtomicLong();
    private Sight sight;

    @BeforeEach
    void look() {
        sight = new Sight(nanos::get);
    }

    @Test
    void whoLooksEverySecondGrantsNothing() {
        for (var second = 0; second < 100; second++) {
            pass(1);
            assertThat(sight.look()).isFalse();
            assertThat(sight.allowance()).isZero();
        }
    }

    @Test
    void theTimeWithoutSightCountsAgainstNobodyEvenBeforeTheNextLook() {
        pass(30);
        assertThat(sight.allowance()).isEqualTo(Duration.ofSeconds(30));
        assertThat(sight.look()).isTrue();
        assertThat(sight.allowance()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void onceEverybodyCouldBeHeardSilenceCountsAgain() {
        pass(30);
        sight.look();
        for (var second = 0; second < 15; second++) {
            pass(1);
            sight.look();
        }
        assertThat(sight.allowance()).isZero();
    }

    private void pass(int seconds) {
        nanos.addAndGet(Duration.ofSeconds(seconds).toNanos());
    }
}
