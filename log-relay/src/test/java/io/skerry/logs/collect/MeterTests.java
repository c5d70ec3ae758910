package io.skerry.logs.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.logs.OutputWriter;
import io.skerry.logs.rule.Rules;
import io.skerry.model.log.LogStream;
import io.skerry.model.name.ComponentRef;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MeterTests {

    private static final long RATE = 1000;
    private static final LogStream WEB = OutputWriter.stream("web", "a1");

    private long now = 7;
    private final Meters meters = new Meters(Rules.same(RATE), () -> now);

    @Test
    void letsFourSecondsWorthThroughAtOnceAndThenItsRate() {
        assertThat(taken(Duration.ZERO)).isEqualTo(4_000);
        assertThat(taken(Duration.ofSeconds(1))).isEqualTo(1_000);
        assertThat(taken(Duration.ofMillis(500))).isEqualTo(500);
        assertThat(taken(Duration.ofHours(1))).isEqualTo(4_000);
    }

    @Test
    void makesUpForWhatWentBeyond() {
        assertThat(meters.open(WEB)).isTrue();
        meters.took(WEB, 10_000);

        now += Duration.ofSeconds(6).toNanos();
        assertThat(meters.open(WEB)).isFalse();
        now += Duration.ofMillis(1).toNanos();
        assertThat(meters.open(WEB)).isTrue();
    }

    @Test
    void countsAllInstancesOfAComponentTogetherAndNobodyElse() {
        assertThat(meters.open(WEB)).isTrue();
        meters.took(OutputWriter.stream("web", "a2"), 4_000);

        assertThat(meters.open(WEB)).isFalse();
        assertThat(meters.open(OutputWriter.stream("db", "a1"))).isTrue();
    }

    @Test
    void letsBuildsPass() {
        var build = LogStream.build(new ComponentRef(OutputWriter.SHOP.tenant(), "shop", "web"), "b1");
        meters.took(build, 1 << 30);

        assertThat(meters.open(build)).isTrue();
        assertThat(meters.open(WEB)).isTrue();
    }

    @Test
    void forgetsWhatIsNotFollowedAnyMore() {
        assertThat(meters.open(WEB)).isTrue();
        meters.took(WEB, 4_000);
        meters.keepOnly(Stream.of(OutputWriter.stream("db", "a1")));

        assertThat(meters.open(WEB)).isTrue();
    }

    /** How much is taken, a hundred bytes at a time, after a while. */
    private long taken(Duration later) {
        now += later.toNanos();
        long taken = 0;
        while (meters.open(WEB)) {
            meters.took(WEB, 100);
            taken += 100;
        }
        return taken;
    }
}
