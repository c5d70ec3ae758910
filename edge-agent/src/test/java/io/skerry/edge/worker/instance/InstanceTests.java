package io.skerry.edge.worker.instance;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class InstanceTests {

    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final Timings TIMINGS = Timings.PRODUCTION;
    private static final Cause CRASH = new Cause(ErrorCode.INSTANCE_EXITED, "It crashed.", null, 1, List.of());

    private static Instance running() {
        return Instance.starting("a", Wish.web().target(), Map.of(), T0).started(T0);
    }

    @Test
    void waitsTwiceAsLongAfterEveryEndInARow() {
        var one = running();
        for (var seconds : new int[] {1, 2, 4, 8, 16, 32, 60, 60}) {
            one = one.ended(CRASH, TIMINGS, T0);
            assertThat(one.life()).isEqualTo(new Life.Waiting(T0.plusSeconds(seconds)));
            one = one.startedAgain(T0).started(T0);
        }
        assertThat(one.history().restarts()).isEqualTo(8);
    }

    @Test
    void beginsAtTheShortestPauseAfterAStableRun() {
        var one = running()
                .ended(CRASH, TIMINGS, T0)
                .startedAgain(T0)
                .started(T0)
                .ended(CRASH, TIMINGS, T0)
                .startedAgain(T0)
                .started(T0);
        var later = T0.plus(Duration.ofSeconds(60));

        assertThat(one.ended(CRASH, TIMINGS, later).life()).isEqualTo(new Life.Waiting(later.plusSeconds(1)));
    }

    @Test
    void anEndThatWasAskedForIsTheEnd() {
        var stopping = running().with(new Life.Stopping(false), T0);

        assertThat(stopping.ended(CRASH, TIMINGS, T0).life()).isEqualTo(new Life.Ended());
    }

    @Test
    void aSickOneKeepsTheReasonItWasStoppedFor() {
        var sick = Cause.of(ErrorCode.NOT_READY, "Its liveness probe failed.", null);

        var ended = running().sick(sick).with(new Life.Stopping(true), T0).ended(CRASH, TIMINGS, T0);

        assertThat(ended.life()).isInstanceOf(Life.Waiting.class);
        assertThat(ended.cause()).isEqualTo(sick);
    }

    @Test
    void failedStartsAreNoEnds() {
        var one = Instance.starting("a", Wish.web().target(), Map.of(), T0).failedToStart(CRASH, TIMINGS, T0);

        assertThat(one.history().ends()).isZero();
        assertThat(one.history().misses()).isEqualTo(1);
        assertThat(one.startedAgain(T0).history().restarts()).isZero();
        assertThat(one.deadline()).isNull();
    }

    @Test
    void theClockForBecomingReadyRunsOverRestarts() {
        var deadline = running().deadline();

        assertThat(running()
                        .ended(CRASH, TIMINGS, T0)
                        .startedAgain(T0)
                        .started(T0.plusSeconds(60))
                        .deadline())
                .isEqualTo(deadline);
        assertThat(running().probed(true, null, T0).deadline()).isNull();
    }

    @Test
    void sinceIsWhenReadinessChanged() {
        var ready = running().probed(true, null, T0.plusSeconds(5));

        assertThat(ready.since()).isEqualTo(T0.plusSeconds(5));
        assertThat(ready.probed(true, null, T0.plusSeconds(9)).since()).isEqualTo(T0.plusSeconds(5));
        assertThat(ready.probed(false, CRASH, T0.plusSeconds(9)).since()).isEqualTo(T0.plusSeconds(9));
    }

    @Test
    void aFindingAboutAnEarlierRunChangesNothing() {
        var waiting = running().ended(CRASH, TIMINGS, T0);

        assertThat(waiting.probed(true, null, T0)).isEqualTo(waiting);
        assertThat(waiting.started(T0)).isEqualTo(waiting);
    }
}
