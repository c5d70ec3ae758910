package io.skerry.logs.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.logs.buffer.Cycles.Cycle;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetentionTests {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @Test
    void removesNothingWhileAllFits() {
        assertThat(plan(new Retention(500, DAY), 5, 5)).isEmpty();
    }

    @Test
    void removesTheOldestUntilTheRestFits() {
        assertThat(plan(new Retention(250, DAY), 5, 5)).containsExactly(1, 2, 3);
    }

    @Test
    void removesCyclesWhoseLastLineIsTooOld() {
        assertThat(plan(new Retention(500, Duration.ofHours(2)), 5, 5)).containsExactly(1, 2);
    }

    @Test
    void keepsACycleThatIsTooOldForAReaderThatStandsInIt() {
        assertThat(plan(new Retention(500, Duration.ofHours(1)), 5, 2)).containsExactly(1);
    }

    @Test
    void keepsNothingForAReaderThatThereIsNoRoomFor() {
        assertThat(plan(new Retention(250, DAY), 5, 1)).containsExactly(1, 2, 3);
    }

    @Test
    void keepsTheCycleThatIsWritten() {
        assertThat(plan(new Retention(0, Duration.ofSeconds(1)), 5, 5)).containsExactly(1, 2, 3, 4);
        assertThat(plan(new Retention(0, Duration.ofSeconds(1)), 1, 1)).isEmpty();
    }

    /** Cycles 1 to n of 100 bytes, the last begun now, each an hour before the next. */
    private static List<Integer> plan(Retention retention, int count, int read) {
        var cycles = IntStream.rangeClosed(1, count)
                .mapToObj(number ->
                        new Cycle(number, Path.of("c" + number), 100, NOW.minus(Duration.ofHours(count - number))))
                .toList();
        return retention.plan(cycles, count, read, NOW).stream()
                .map(Cycle::number)
                .toList();
    }
}
