package io.skerry.store.embedded.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.store.Change;
import io.skerry.store.Entry;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecentChangesTests {

    private final RecentChanges recent = new RecentChanges(10);

    @Test
    void knowsNothingFromBeforeItBegan() {
        assertThat(recent.after(9, "")).isNull();
        assertThat(recent.after(10, "")).isEqualTo(new Slice(List.of(), 10));
    }

    @Test
    void givesOnlyWhatIsUnderThePrefixButSaysHowFarItLooked() {
        recent.add(List.of(put(11, "a/1", 1), put(12, "b/1", 1), put(13, "a/2", 1)));

        var slice = recent.after(11, "a/");

        assertThat(slice).isNotNull();
        assertThat(slice.revisions()).extracting(Committed::revision).containsExactly(13L);
        assertThat(recent.after(11, "c/")).isEqualTo(new Slice(List.of(), 13));
    }

    @Test
    void forgetsTheOldestWhenThereAreTooMany() {
        for (var revision = 11; revision <= 2010; revision++) {
            recent.add(List.of(put(revision, "a", 1)));
        }

        assertThat(recent.after(985, "")).isNull();
        assertThat(recent.after(986, "")).isNotNull();
        assertThat(recent.after(2009, "").revisions())
                .extracting(Committed::revision)
                .containsExactly(2010L);
    }

    @Test
    void forgetsTheOldestWhenTheyAreTooBig() {
        for (var revision = 11; revision <= 20; revision++) {
            recent.add(List.of(put(revision, "a", 1 << 20)));
        }

        assertThat(recent.after(18, "")).isNull();
        assertThat(recent.after(19, "")).isNotNull();
    }

    @Test
    void forgetsEvenTheNewestWhenItAloneIsTooBig() {
        recent.add(List.of(put(11, "a", 3 << 20)));

        assertThat(recent.after(10, "")).isNull();
        assertThat(recent.after(11, "")).isEqualTo(new Slice(List.of(), 11));
        assertThat(recent.revision()).isEqualTo(11);
    }

    private static Committed put(long revision, String key, int bytes) {
        return new Committed(
                revision, List.of(new Change(key, revision, new Entry(key, new byte[bytes], revision, revision, 0))));
    }
}
