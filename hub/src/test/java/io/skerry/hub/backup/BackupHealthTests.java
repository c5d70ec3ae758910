package io.skerry.hub.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.HubSettings.BackupSettings;
import io.skerry.hub.backup.BackupRecord.State;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.Test;

class BackupHealthTests {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Instant LONG_AGO = NOW.minus(Duration.ofDays(100));
    private static final LocalTime AT = LocalTime.of(3, 0);

    @Test
    void onlyWhatWasReadBackCounts() {
        var health = health(
                LONG_AGO,
                Records.of("broken", NOW.minus(Duration.ofHours(1)), State.FAILED),
                Records.of("good", NOW.minus(Duration.ofHours(30)), State.PROVEN));

        assertThat(health.state()).isEqualTo(BackupHealth.State.OVERDUE);
        assertThat(health.lastGood()).isEqualTo("good");
        assertThat(health.ageSeconds()).isEqualTo(30 * 3600);
        assertThat(health.message()).contains("30 h old", "broken, is failed", "skerry backup create");
    }

    @Test
    void aDayOldOneIsCurrent() {
        var health = health(LONG_AGO, Records.of("good", NOW.minus(Duration.ofHours(25)), State.PROVEN));

        assertThat(health.state()).isEqualTo(BackupHealth.State.CURRENT);
        assertThat(health.nextAt()).isEqualTo("2026-11-23T03:00:00Z");
    }

    @Test
    void aYoungHubHasADayForItsFirst() {
        assertThat(health(NOW.minus(Duration.ofHours(1))).state()).isEqualTo(BackupHealth.State.NONE_YET);
        assertThat(health(LONG_AGO).state()).isEqualTo(BackupHealth.State.OVERDUE);
    }

    @Test
    void aHubThatWasOffMakesUpForIt() {
        assertThat(BackupHealth.due(AT, Instant.parse("2026-11-22T03:00:01Z"), NOW))
                .isEmpty();
        assertThat(BackupHealth.due(AT, Instant.parse("2026-11-22T02:59:59Z"), NOW))
                .contains(Instant.parse("2026-11-22T03:00:00Z"));
        assertThat(BackupHealth.due(AT, Instant.parse("2026-11-21T23:00:00Z"), Instant.parse("2026-11-22T02:00:00Z")))
                .isEmpty();
        assertThat(BackupHealth.due(null, LONG_AGO, NOW)).isEmpty();
    }

    @Test
    void whatIsMadeUpForAfterMidnightDoesNotStandForTheNewDay() {
        var afterMidnight = Instant.parse("2026-11-22T00:30:00Z");
        var missed = BackupHealth.due(AT, LONG_AGO, afterMidnight).orElseThrow();
        assertThat(BackupSchedule.daily(missed)).isEqualTo("daily-20261121");

        var own = BackupHealth.due(AT, afterMidnight, NOW).orElseThrow();
        assertThat(BackupSchedule.daily(own)).isEqualTo("daily-20261122");
    }

    private static BackupHealth health(Instant installed, BackupRecord... newestFirst) {
        return BackupHealth.of(List.of(newestFirst), BackupSettings.usual(Path.of("data")), installed, NOW);
    }
}
