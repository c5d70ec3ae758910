package io.skerry.store.embedded.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.store.embedded.history.Compaction.Kept;
import io.skerry.store.embedded.history.Compaction.Stretch;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompactionTests {

    private static final Stretch NOTHING = new Stretch(0, 0, 0);
    private static final long NOW = 1_000_000;

    private final List<Kept> five = List.of(
            new Kept(1, NOW - 5000, 1, 10),
            new Kept(2, NOW - 4000, 1, 10),
            new Kept(3, NOW - 3000, 1, 10),
            new Kept(4, NOW - 2000, 1, 10),
            new Kept(5, NOW - 1000, 1, 10));

    @Test
    void keepsWhatIsWithinEveryBound() {
        assertThat(cut(five, 5, 50, 5000)).isEqualTo(NOTHING);
    }

    @Test
    void forgetsTheOldestBeyondTheCount() {
        assertThat(cut(five, 3, 50, 5000)).isEqualTo(new Stretch(2, 2, 20));
    }

    @Test
    void forgetsTheOldestBeyondTheBytes() {
        assertThat(cut(five, 5, 25, 5000)).isEqualTo(new Stretch(3, 3, 30));
    }

    @Test
    void forgetsWhatIsTooOld() {
        assertThat(cut(five, 5, 50, 4000)).isEqualTo(new Stretch(1, 1, 10));
    }

    @Test
    void neverForgetsTheNewest() {
        assertThat(cut(five, 0, 0, 0)).isEqualTo(new Stretch(4, 4, 40));
        assertThat(cut(five.subList(0, 1), 0, 0, 0)).isEqualTo(NOTHING);
        assertThat(cut(List.of(), 0, 0, 0)).isEqualTo(NOTHING);
    }

    @Test
    void forgetsARevisionWithAllItsChanges() {
        var big = List.of(new Kept(1, NOW, 5000, 9000), new Kept(2, NOW, 1, 10));

        assertThat(cut(big, 5000, 10_000, 5000)).isEqualTo(new Stretch(1, 5000, 9000));
    }

    @Test
    void looksAgainAtOnceWhileThereIsMoreToForget() {
        var bounds = new KeptHistory(3, 1000, Duration.ofHours(1));
        var compaction = new Compaction(bounds, new Stretch(5, 5, 50));
        assertThat(compaction.due(NOW)).isTrue();

        compaction.forgot(compaction.cut(five, NOW));
        assertThat(compaction.due(NOW)).isTrue();
        assertThat(compaction.cut(five.subList(2, 5), NOW)).isEqualTo(NOTHING);

        assertThat(compaction.due(NOW)).isFalse();
        assertThat(compaction.due(NOW + 60_000)).isTrue();
    }

    private static Stretch cut(List<Kept> kept, long changes, long bytes, long ageMillis) {
        var count = kept.stream().mapToLong(Kept::changes).sum();
        var size = kept.stream().mapToLong(Kept::bytes).sum();
        var bounds = new KeptHistory(changes, bytes, Duration.ofMillis(ageMillis));
        return Compaction.cut(kept, count, size, NOW, bounds);
    }
}
