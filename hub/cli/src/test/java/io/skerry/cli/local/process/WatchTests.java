package io.skerry.cli.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.cli.local.process.Watch.Due;
import io.skerry.cli.local.process.Watch.Running;
import io.skerry.cli.local.process.Watch.Waiting;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WatchTests {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @Test
    void leavesALivingProcessAlone() {
        assertThat(Watch.begin(NOON, 0).look(true, NOON.plusSeconds(5))).isEqualTo(new Running(NOON, 0));
    }

    @Test
    void startsAgainAfterAPause() {
        var ended = Watch.begin(NOON, 0).look(false, NOON.plusSeconds(5));

        assertThat(ended).isEqualTo(new Waiting(NOON.plusSeconds(6), 1));
        assertThat(ended.look(false, NOON.plusMillis(5_900))).isEqualTo(ended);
        assertThat(ended.look(false, NOON.plusSeconds(6))).isEqualTo(new Due(1));
    }

    @Test
    void waitsLongerWhileItKeepsEndingButNeverMoreThanHalfAMinute() {
        Watch watch = Watch.begin(NOON, 0);
        var at = NOON;
        var pauses = new StringBuilder();
        for (int i = 0; i < 7; i++) {
            watch = watch.look(false, at);
            var until = ((Waiting) watch).until();
            pauses.append(until.getEpochSecond() - at.getEpochSecond()).append(' ');
            watch = watch.look(false, until).look(true, until);
            at = until;
        }

        assertThat(pauses.toString()).isEqualTo("1 2 4 8 16 30 30 ");
    }

    @Test
    void forgetsEarlierEndsOnceItIsStable() {
        var restarted = new Running(NOON, 5);

        assertThat(restarted.look(true, NOON.plusSeconds(59))).isEqualTo(restarted);
        assertThat(restarted.look(true, NOON.plusSeconds(60))).isEqualTo(new Running(NOON, 0));
        assertThat(restarted.look(false, NOON.plusSeconds(61))).isEqualTo(new Waiting(NOON.plusSeconds(62), 1));
    }

    @Test
    void goesOnWithThePausesThatAnEarlierSupervisorHadComeTo() {
        assertThat(Watch.begin(NOON, 3).look(false, NOON.plusSeconds(5)))
                .isEqualTo(new Waiting(NOON.plusSeconds(13), 4));
    }

    @Test
    void takesAStartThatDidNotLastForAnotherEnd() {
        assertThat(new Due(2).look(false, NOON)).isEqualTo(new Waiting(NOON.plusSeconds(4), 3));
    }
}
