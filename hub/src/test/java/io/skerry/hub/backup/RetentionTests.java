package io.skerry.hub.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.backup.BackupRecord.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RetentionTests {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Retention RULE = new Retention(3, Duration.ofDays(30));

    @Test
    void thoseOverTheNumberGo() {
        var five = daily(5, State.PROVEN);

        assertThat(RULE.outOfDate(five, NOW)).extracting(BackupRecord::name).containsExactly("day-3", "day-4");
    }

    @Test
    void thoseOverTheAgeGo() {
        var old = List.of(
                Records.of("new", NOW, State.PROVEN), Records.of("old", NOW.minus(Duration.ofDays(31)), State.PROVEN));

        assertThat(RULE.outOfDate(old, NOW)).extracting(BackupRecord::name).containsExactly("old");
    }

    @Test
    void theNewestGoodOneStaysHoweverOldItIs() {
        var failing = Stream.concat(
                        daily(5, State.FAILED).stream(),
                        Stream.of(Records.of("good", NOW.minus(Duration.ofDays(90)), State.PROVEN)))
                .toList();

        assertThat(RULE.outOfDate(failing, NOW)).extracting(BackupRecord::name).containsExactly("day-3", "day-4");
    }

    @Test
    void whileNoneIsGoodNothingGoes() {
        assertThat(RULE.outOfDate(daily(9, State.FAILED), NOW)).isEmpty();
    }

    private static List<BackupRecord> daily(int count, State state) {
        return IntStream.range(0, count)
                .mapToObj(day -> Records.of("day-" + day, NOW.minus(Duration.ofDays(day)), state))
                .toList();
    }
}
