package io.skerry.store.socket.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTests {

    /** Always the longest wait there may be. */
    private static final RandomGenerator LONGEST = new RandomGenerator() {
        @Override
        public long nextLong() {
            return Long.MAX_VALUE;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    @Test
    void doublesItsBoundUpToASecond() {
        var backoff = new Backoff(LONGEST);
        var waits = new ArrayList<Long>();
        for (var i = 0; i < 8; i++) {
            waits.add(backoff.after(Duration.ZERO).toMillis());
        }

        assertThat(waits).containsExactly(40L, 80L, 160L, 320L, 640L, 1000L, 1000L, 1000L);
    }

    @Test
    void startsAnewOnlyAfterAConnectionThatLasted() {
        var backoff = new Backoff(LONGEST);
        backoff.after(Duration.ZERO);
        backoff.after(Duration.ZERO);

        assertThat(backoff.after(Duration.ofMillis(999))).isEqualTo(Duration.ofMillis(160));
        assertThat(backoff.after(Duration.ofSeconds(1))).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void spreadsClientsOverTheWholeSpan() {
        var waits = new ArrayList<Long>();
        for (var seed = 0; seed < 200; seed++) {
            var backoff = new Backoff(new Random(seed));
            waits.add(backoff.after(Duration.ZERO).toMillis() / 10);
        }

        assertThat(waits).contains(0L, 1L, 2L, 3L);
    }

    @Test
    void neverWaitsLongerThanASecondHoweverLongTheOwnerIsAway() {
        var backoff = new Backoff(LONGEST);
        for (var i = 0; i < 10_000; i++) {
            assertThat(backoff.after(Duration.ZERO)).isBetween(Duration.ofNanos(1), Duration.ofSeconds(1));
        }
    }
}
