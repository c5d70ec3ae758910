package io.skerry.edge.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTests {

    private final Backoff backoff = new Backoff(new Random(7));

    @Test
    void waitsAnythingUpToABoundThatDoubles() {
        var bound = 500L;
        for (var i = 0; i < 12; i++) {
            assertThat(backoff.next(Duration.ZERO).toMillis()).isBetween(0L, Math.min(5_000, bound));
            bound *= 2;
        }
    }

    @Test
    void staysShortWhileNothingListensThere() {
        for (var i = 0; i < 100; i++) {
            assertThat(backoff.unheard().toMillis()).isBetween(0L, 2_000L);
        }
    }

    @Test
    void spreadsAFleet() {
        var waits = new Random(1)
                .longs(1_000)
                .map(seed -> {
                    var one = new Backoff(new Random(seed));
                    for (var i = 0; i < 6; i++) {
                        one.next(Duration.ZERO);
                    }
                    return one.next(Duration.ZERO).toMillis() / 500;
                })
                .distinct();
        assertThat(waits.count()).as("tenths of the bound that are used").isGreaterThanOrEqualTo(10);
    }

    @Test
    void beginsAnewOnlyAfterAConnectionThatHeld() {
        for (var i = 0; i < 8; i++) {
            backoff.next(Duration.ofSeconds(5));
        }
        assertThat(backoff.next(Duration.ofSeconds(31)).toMillis()).isLessThanOrEqualTo(500);
    }
}
