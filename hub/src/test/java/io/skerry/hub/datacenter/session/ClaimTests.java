package io.skerry.hub.datacenter.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClaimTests {

    @Test
    void aPlaceThatWasLeftIsFree() {
        assertThat(last(true, true).yieldsTo("other", null)).isTrue();
        assertThat(last(false, false).yieldsTo("other", null)).isTrue();
    }

    @Test
    void theSameProcessComesBackAtOnce() {
        assertThat(last(false, true).yieldsTo("run-1", null)).isTrue();
    }

    @Test
    void anotherProcessWaitsUntilTheOldOneWasAsked() {
        assertThat(last(false, true).yieldsTo("other", null)).isFalse();
        assertThat(last(false, true).yieldsTo("other", 7L)).isTrue();
        assertThat(last(false, true).yieldsTo("other", 6L))
                .as("somebody else came meanwhile")
                .isFalse();
    }

    private static Claim.Last last(boolean closed, boolean fresh) {
        return new Claim.Last(7, "run-1", "store-1", "hub-1", closed, fresh);
    }
}
