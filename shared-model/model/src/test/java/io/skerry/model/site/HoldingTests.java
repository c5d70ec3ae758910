package io.skerry.model.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HoldingTests {

    @Test
    void doesNotDependOnTheOrder() {
        var one = Holding.NOTHING.with("a", 1, "x").with("b", 2, "y");
        var other = Holding.NOTHING.with("b", 2, "y").with("a", 1, "x");

        assertThat(one).isEqualTo(other);
        assertThat(one.text()).hasSize(64);
    }

    @Test
    void forgetsWhatIsTakenAway() {
        var holding = Holding.NOTHING.with("a", 1, "x").with("b", 2, "y").without("a", 1, "x");

        assertThat(holding).isEqualTo(Holding.NOTHING.with("b", 2, "y"));
        assertThat(holding.without("b", 2, "y")).isEqualTo(Holding.NOTHING);
    }

    @Test
    void tellsVersionsAndDigestsApart() {
        assertThat(Holding.NOTHING.with("a", 1, "x"))
                .isNotEqualTo(Holding.NOTHING.with("a", 2, "x"))
                .isNotEqualTo(Holding.NOTHING.with("a", 1, "y"));
    }
}
