package io.skerry.model.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HoldingTests {

    @Test
    void doesNotDependOnTheOrder() {
        var one = Holding.NOTHING.plus("a", 1, "x").plus("b", 2, "y");
        var other = Holding.NOTHING.plus("b", 2, "y").plus("a", 1, "x");

        assertThat(one).isEqualTo(other);
        assertThat(one.text()).hasSize(64);
    }

    @Test
    void forgetsWhatIsTakenAway() {
        var holding = Holding.NOTHING.plus("a", 1, "x").plus("b", 2, "y").minus("a", 1, "x");

        assertThat(holding).isEqualTo(Holding.NOTHING.plus("b", 2, "y"));
        assertThat(holding.minus("b", 2, "y")).isEqualTo(Holding.NOTHING);
    }

    @Test
    void tellsVersionsAndDigestsApart() {
        assertThat(Holding.NOTHING.plus("a", 1, "x"))
                .isNotEqualTo(Holding.NOTHING.plus("a", 2, "x"))
                .isNotEqualTo(Holding.NOTHING.plus("a", 1, "y"));
    }
}
