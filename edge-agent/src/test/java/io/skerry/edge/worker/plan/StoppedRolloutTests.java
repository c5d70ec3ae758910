package io.skerry.edge.worker.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.edge.worker.instance.Target;
import io.skerry.edge.worker.instance.Timings;
import io.skerry.edge.worker.instance.Wish;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.resource.Phase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class StoppedRolloutTests {

    private static final Target OLD = Wish.web().command("old").target();
    private static final Target NEW =
            Wish.web().command("new").release(2).readyWithin("1m").target();
    private static final Halt HALT = new Halt(NEW.revision(), 2, Scene.CRASH);

    @Test
    void stopsWhenTheNewOneEndedThreeTimes() {
        assertThat(new Scene(NEW)
                        .ready("a", OLD)
                        .running("b", NEW)
                        .crashedTimes("b", 3)
                        .steps())
                .containsExactly(new Step.StopRollout("b", Scene.CRASH));
    }

    @Test
    void goesOnAfterTwoEnds() {
        assertThat(new Scene(NEW)
                        .ready("a", OLD)
                        .running("b", NEW)
                        .crashedTimes("b", 2)
                        .steps())
                .isEmpty();
    }

    @Test
    void countsTheEndsOfAllNewOnes() {
        var two = Wish.web().command("new").release(2).replicas(2).surge(2, 0).target();
        var scene = new Scene(two)
                .ready("a", OLD)
                .ready("b", OLD)
                .running("c", two)
                .crashedTimes("c", 2)
                .running("d", two)
                .crashed("d");

        assertThat(scene.steps()).containsExactly(new Step.StopRollout("c", Scene.CRASH));
    }

    @Test
    void stopsWhenTheNewOneIsNotReadyInTime() {
        var scene = new Scene(NEW).ready("a", OLD).running("b", NEW);

        assertThat(scene.plan().wakeAt()).isNotNull();
        assertThat(scene.later(Duration.ofSeconds(59)).steps()).isEmpty();
        assertThat(scene.later(Duration.ofSeconds(1)).steps())
                .singleElement()
                .isInstanceOfSatisfying(Step.StopRollout.class, stop -> {
                    assertThat(stop.cause().code()).isEqualTo(ErrorCode.NOT_READY);
                    assertThat(stop.cause().message()).contains("60 s");
                });
    }

    @Test
    void saysWhatTheProbeSaid() {
        var wrong = Cause.of(ErrorCode.WRONG_PORT, "It listens on port 3000.", null);
        var scene = new Scene(NEW).ready("a", OLD).running("b", NEW);
        scene.change("b", one -> one.probed(false, wrong, scene.now())).later(Duration.ofMinutes(1));

        assertThat(scene.steps()).containsExactly(new Step.StopRollout("b", wrong));
    }

    @Test
    void stopsAtOnceWhenTheArtifactDoesNotFit() {
        var unfit = Cause.of(ErrorCode.ARTIFACT_UNFIT, "It needs python 3.11.", null);
        var scene = new Scene(NEW).ready("a", OLD).starting("b", NEW);
        scene.change("b", one -> one.failedToStart(unfit, Timings.PRODUCTION, scene.now()));

        assertThat(scene.steps()).containsExactly(new Step.StopRollout("b", unfit));
    }

    @Test
    void waitsForAnArtifactThatCannotBeHadNow() {
        var away = Cause.of(ErrorCode.ARTIFACT_UNAVAILABLE, "The hub is away.", null);
        var scene = new Scene(NEW).ready("a", OLD).starting("b", NEW);
        scene.change("b", one -> one.failedToStart(away, Timings.PRODUCTION, scene.now()));

        assertThat(scene.steps()).isEmpty();
        assertThat(scene.later(Duration.ofHours(1)).steps()).containsExactly(new Step.StartAgain("b"));
    }

    @Test
    void neverStopsAFirstRelease() {
        assertThat(new Scene(NEW).running("b", NEW).crashedTimes("b", 5).steps())
                .noneMatch(Step.StopRollout.class::isInstance);
    }

    @Test
    void takesTheNewOneOutAndKeepsTheOldOne() {
        assertThat(new Scene(NEW)
                        .halted(HALT)
                        .ready("a", OLD)
                        .running("b", NEW)
                        .crashedTimes("b", 3)
                        .steps())
                .containsExactly(new Step.Discard("b"));
        assertThat(new Scene(NEW).halted(HALT).ready("a", OLD).steps()).isEmpty();
    }

    @Test
    void bringsOldOnesBackThatHadGoneAlready() {
        var three = Wish.web().command("new").release(2).replicas(3).target();
        var halt = new Halt(three.revision(), 2, Scene.CRASH);
        var scene =
                new Scene(three).halted(halt).ready("a", OLD).ready("b", three).ready("c", three);

        assertThat(scene.steps()).containsExactly(new Step.Start(OLD));
        assertThat(scene.ready("d", OLD).steps()).containsExactly(new Step.Leave("b"));
    }

    @Test
    void goesOnRestartingTheOldOneWhileStopped() {
        var scene = new Scene(NEW).halted(HALT).ready("a", OLD).crashed("a");
        scene.change("a", one -> one.published(false)).later(Duration.ofMinutes(1));

        assertThat(scene.steps()).containsExactly(new Step.StartAgain("a"));
    }

    @Test
    void scalesTheOldReleaseWhileStopped() {
        var two = Wish.web().command("new").release(2).replicas(2).target();

        assertThat(new Scene(two).halted(HALT).ready("a", OLD).steps()).containsExactly(new Step.Start(OLD));
    }

    @Test
    void triesTheNextRelease() {
        var next = Wish.web().command("newer").release(3).target();

        assertThat(new Scene(next).halted(HALT).ready("a", OLD).steps()).containsExactly(new Step.Start(next));
    }

    @Test
    void triesTheSameContentAgainUnderANewNumber() {
        var again = Wish.web().command("new").release(3).target();

        assertThat(new Scene(again).halted(HALT).ready("a", OLD).steps()).containsExactly(new Step.Start(again));
    }

    @Test
    void reportsTheCauseTheOldReleaseAndWhatIsWanted() {
        var scene = new Scene(NEW).halted(HALT).ready("a", OLD);

        var seen = SeenView.of(NEW, scene.situation(), 9, null, List.of());

        assertThat(seen.cause()).isEqualTo(Scene.CRASH);
        assertThat(seen.serving()).isEqualTo(1);
        assertThat(seen.release()).isEqualTo(2);
        assertThat(seen.ready()).isEqualTo(1);
        assertThat(seen.phase()).isEqualTo(Phase.DEGRADED);
        assertThat(seen.applied()).isTrue();
    }

    @Test
    void isRememberedFromTheReport() {
        var seen = SeenView.of(NEW, new Scene(NEW).halted(HALT).ready("a", OLD).situation(), 9, null, List.of());

        assertThat(Halt.remembered(seen, NEW)).contains(HALT);
        assertThat(Halt.remembered(seen, Wish.web().command("newer").release(3).target()))
                .isEmpty();
    }

    @Test
    void isNotRememberedFromAFirstReleaseThatFails() {
        var scene = new Scene(NEW).running("b", NEW).crashedTimes("b", 3);
        var seen = SeenView.of(NEW, scene.situation(), 9, null, List.of());

        assertThat(seen.cause()).isEqualTo(Scene.CRASH);
        assertThat(Halt.remembered(seen, NEW)).isEqualTo(Optional.empty());
    }
}
