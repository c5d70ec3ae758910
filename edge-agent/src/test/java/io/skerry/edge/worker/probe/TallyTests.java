package io.skerry.edge.worker.probe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class TallyTests {

    @Test
    void fallsAfterSoManyFailuresInARow() {
        var tally = Tally.passing(3, 1).answered(false).answered(false);

        assertThat(tally.isPassing()).isTrue();
        assertThat(tally.answered(false).isFailing()).isTrue();
    }

    @Test
    void aSuccessBetweenBeginsTheCountAgain() {
        var tally = Tally.passing(2, 1).answered(false).answered(true).answered(false);

        assertThat(tally.isPassing()).isTrue();
    }

    @Test
    void risesAfterSoManySuccessesInARow() {
        var tally = Tally.undecided(3, 2).answered(true);

        assertThat(tally.isPassing()).isFalse();
        assertThat(tally.isFailing()).isFalse();
        assertThat(tally.answered(true).isPassing()).isTrue();
    }

    @Test
    void fallenItRisesAgain() {
        assertThat(Tally.passing(1, 1).answered(false).answered(true).isPassing())
                .isTrue();
    }
}
