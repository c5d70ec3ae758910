package io.skerry.store.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.store.embedded.Compaction.Kept;
import io.skerry.store.embedded.Compaction.Stretch;
import io.skerry.store.embedded.StoreSettings.KeptHistory;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompactionTests {

    private static final Stretch NOTHING = new Stretch(0, 0, 0);
    private static final long NOW = 1_000_000;

    private final List<Kept> five = List.of(
            new Kept(1, NOW - 5000, 10),
            new Kept(2, NOW - 4000, 10),
            new Kept(3, NOW - 3000, 10),
            new Kept(4, NOW - 2000, 10),
            new Kept(5, NOW - 1000, 10));

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
    void neverPartsARevision() {
        var together = List.of(new Kept(1, NOW, 10), new Kept(1, NOW, 10), new Kept(1, NOW, 10), new Kept(2, NOW, 10));

        assertThat(cut(together, 3, 100, 5000)).isEqualTo(new Stretch(1, 3, 30));
        assertThat(cut(together.subList(0, 3), 1, 100, 5000)).isEqualTo(NOTHING);
    }

    private static Stretch cut(List<Kept> kept, long changes, long bytes, long ageMillis) {
        var size = kept.stream().mapToLong(Kept::size).sum();
        var bounds = new KeptHistory(changes, bytes, Duration.ofMillis(ageMillis));
        return Compaction.cut(kept, kept.size(), size, NOW, bounds);
    }
}
