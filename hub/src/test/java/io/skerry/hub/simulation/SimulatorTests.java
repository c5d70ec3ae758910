package io.skerry.hub.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.testkit.simulation.Seeds;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Hubs and data centers through kills, cuts, stops, lost stores and clock steps, a story per seed: nothing is lost, doubled or turned back,
 * and all comes to be as it is wanted. {@code -Dsimulation.seed=N} tells one story again, {@code -Dsimulation.seeds=N} more of them.
 */
class SimulatorTests {

    @BeforeAll
    static void beQuiet() {
        Simulator.quiet(true);
    }

    @AfterAll
    static void speakAgain() {
        Simulator.quiet(false);
    }

    @Test
    void everyStoryKeepsTheInvariants() {
        var outcomes = Seeds.chosen(300).mapToObj(Simulator::run).toList();

        assertThat(outcomes).isNotEmpty();
    }

    @Test
    void aSeedTellsItsStoryAgainToTheLetter() {
        LongStream.of(3, 14, 159)
                .forEach(seed -> assertThat(Simulator.run(seed)).isEqualTo(Simulator.run(seed)));
    }
}
