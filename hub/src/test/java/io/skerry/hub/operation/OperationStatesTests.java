package io.skerry.hub.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.model.name.DataCenterName;
import io.skerry.model.release.OperationState;
import io.skerry.model.release.OperationState.State;
import io.skerry.model.release.OperationState.Step;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OperationStatesTests {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant LATER = NOON.plusSeconds(60);
    private static final Instant LAST = LATER.plusSeconds(60);

    private static final OperationState NEW =
            new OperationState("deploy", "shop", "ada", List.of(), 0, true, State.QUEUED, null, null);

    @Test
    void aStepBeginsWhenItIsFirstThereAndEndsWhenItIsFirstSeenEnded() {
        var begun = OperationStates.timed(NEW, with(step("build", State.RUNNING)), NOON);
        var ended = OperationStates.timed(begun, with(step("build", State.SUCCEEDED)), LATER);
        var looked = OperationStates.timed(ended, with(step("build", State.SUCCEEDED)), LAST);

        assertThat(begun.steps()).extracting(Step::startedAt).containsExactly(NOON);
        assertThat(begun.steps()).extracting(Step::endedAt).containsOnlyNulls();
        assertThat(ended.steps()).extracting(Step::endedAt).containsExactly(LATER);
        assertThat(looked).as("nothing new to write").isEqualTo(ended);
    }

    @Test
    void aStepThatHadEndedBeforeAnyoneLookedTookNoTime() {
        var first = OperationStates.timed(NEW, with(step("build", State.FAILED)), NOON);

        assertThat(first.steps()).singleElement().satisfies(step -> {
            assertThat(step.startedAt()).isEqualTo(NOON);
            assertThat(step.endedAt()).isEqualTo(NOON);
        });
    }

    @Test
    void stepsOfTheSameNameInTwoDataCentersHaveTimesOfTheirOwn() {
        var east = site("east", State.SUCCEEDED);
        var first = OperationStates.timed(NEW, with(east, site("west", State.RUNNING)), NOON);
        var second = OperationStates.timed(first, with(east, site("west", State.SUCCEEDED)), LATER);

        assertThat(second.steps()).extracting(Step::endedAt).containsExactly(NOON, LATER);
    }

    private static OperationState with(Step... steps) {
        return OperationStates.running(NEW, List.of(steps));
    }

    private static Step step(String name, State state) {
        return new Step(null, name, state, null, null, null);
    }

    private static Step site(String dc, State state) {
        return new Step(new DataCenterName(dc), "release 1", state, null, null, null);
    }
}
