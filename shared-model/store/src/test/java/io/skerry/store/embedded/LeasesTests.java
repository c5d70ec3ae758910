package io.skerry.store.embedded;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeasesTests {

    private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
    private final Leases leases = new Leases(clock::get);

    @Test
    void livesForItsTimeAndNoLonger() {
        leases.granted(1, ofMillis(900));
        pass(ofMillis(899));
        assertThat(leases.alive(1)).isTrue();

        pass(ofMillis(1));

        assertThat(leases.alive(1)).isFalse();
        assertThat(leases.renew(1)).isFalse();
        assertThat(leases.ending()).containsExactly(1L);
    }

    @Test
    void getsItsFullTimeAgainWhenRenewed() {
        leases.granted(1, ofMillis(900));
        pass(ofMillis(800));

        assertThat(leases.renew(1)).isTrue();

        pass(ofMillis(800));
        assertThat(leases.alive(1)).isTrue();
    }

    @Test
    void cannotBeRenewedOnceItRanOutEvenIfNobodyNoticedYet() {
        leases.granted(1, ofMillis(500));

        pass(ofMillis(600));

        assertThat(leases.renew(1)).isFalse();
        assertThat(leases.ending()).containsExactly(1L);
    }

    @Test
    void doesNotCountTimeInWhichTheProcessStoodStill() {
        leases.granted(1, ofSeconds(3));

        pass(Duration.ofHours(1));

        assertThat(leases.renew(1)).isTrue();
    }

    @Test
    void countsTimeThatIsLookedAtOftenEnough() {
        leases.granted(1, ofSeconds(3));

        for (var i = 0; i < 15; i++) {
            pass(Leases.LOOK);
            leases.idle();
        }

        assertThat(leases.alive(1)).isFalse();
    }

    @Test
    void tellsOfAnEndingLeaseUntilItsKeysAreGone() {
        leases.granted(1, ofSeconds(1));
        leases.end(1);

        assertThat(leases.ending()).containsExactly(1L);
        assertThat(leases.ending()).containsExactly(1L);
        leases.ended(1);
        assertThat(leases.ending()).isEmpty();
    }

    @Test
    void wantsToBeLookedAtOnlyWhileThereAreLeases() {
        assertThat(leases.idle()).isGreaterThan(ofSeconds(60));

        leases.granted(1, ofMillis(50));

        assertThat(leases.idle()).isEqualTo(ofMillis(50));
        leases.granted(2, ofSeconds(60));
        leases.end(1);
        assertThat(leases.idle()).isEqualTo(Leases.LOOK);
    }

    private void pass(Duration time) {
        clock.addAndGet(time.toNanos());
    }
}
