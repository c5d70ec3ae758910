package io.skerry.edge.worker.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.edge.worker.instance.Target;
import io.skerry.edge.worker.instance.Timings;
import io.skerry.edge.worker.instance.Wish;
import io.skerry.model.application.PortSpec;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.resource.Phase;
import io.skerry.model.seen.ComponentSeen;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SeenViewTests {

    private static final Target ONE = Wish.web().target();
    private static final Target TWO = Wish.web().replicas(2).target();
    private static final Target NEW = Wish.web().command("new").release(2).target();

    private static ComponentSeen seen(Target target, Scene scene) {
        return SeenView.of(target, scene.situation(), 5, null, List.of());
    }

    @Test
    void isPendingWhileItWaits() {
        var seen = seen(ONE, new Scene(ONE).waits("Waits for db to be ready."));

        assertThat(seen.phase()).isEqualTo(Phase.PENDING);
        assertThat(seen.notes()).contains("Waits for db to be ready.");
        assertThat(seen.applied()).isFalse();
    }

    @Test
    void isDeployingWhileInstancesAreYoung() {
        assertThat(seen(ONE, new Scene(ONE)).phase()).isEqualTo(Phase.DEPLOYING);
        assertThat(seen(ONE, new Scene(ONE).running("a", ONE)).phase()).isEqualTo(Phase.DEPLOYING);
        assertThat(seen(TWO, new Scene(TWO).ready("a", TWO)).phase()).isEqualTo(Phase.DEPLOYING);
    }

    @Test
    void isRunningWhenAllAreReadyAndNoOldOneIsLeft() {
        var seen = seen(ONE, new Scene(ONE).ready("a", ONE));

        assertThat(seen.phase()).isEqualTo(Phase.RUNNING);
        assertThat(seen.applied()).isTrue();
        assertThat(seen.serving()).isEqualTo(1);
        assertThat(seen.siteVersion()).isEqualTo(5);
        assertThat(seen(NEW, new Scene(NEW).ready("a", ONE).ready("b", NEW)).phase())
                .isEqualTo(Phase.DEPLOYING);
    }

    @Test
    void theOldReleaseServesAsLongAsOneOfItsInstancesAnswers() {
        assertThat(seen(NEW, new Scene(NEW).ready("a", ONE).ready("b", NEW)).serving())
                .isEqualTo(1);
        assertThat(seen(NEW, new Scene(NEW).ready("a", ONE).ready("b", NEW).leaving("a", 1))
                        .serving())
                .isEqualTo(2);
        assertThat(seen(NEW, new Scene(NEW).running("b", NEW)).serving()).isNull();
    }

    @Test
    void isDegradedWhenSomeFailAndFailingWhenAllDo() {
        assertThat(seen(TWO, new Scene(TWO).ready("a", TWO).ready("b", TWO).crashed("b"))
                        .phase())
                .isEqualTo(Phase.DEGRADED);
        var failing = seen(ONE, new Scene(ONE).ready("a", ONE).crashed("a"));
        assertThat(failing.phase()).isEqualTo(Phase.FAILING);
        assertThat(failing.cause()).isEqualTo(Scene.CRASH);
    }

    @Test
    void aFirstReleaseFailsAfterThreeEndsOrTooLongATime() {
        assertThat(seen(ONE, new Scene(ONE).running("a", ONE).crashedTimes("a", 2))
                        .phase())
                .isEqualTo(Phase.DEPLOYING);
        assertThat(seen(ONE, new Scene(ONE).running("a", ONE).crashedTimes("a", 3))
                        .phase())
                .isEqualTo(Phase.FAILING);
        assertThat(seen(ONE, new Scene(ONE).running("a", ONE).later(Duration.ofMinutes(2)))
                        .phase())
                .isEqualTo(Phase.FAILING);
    }

    @Test
    void isStoppedWhenNoneIsWanted() {
        var none = Wish.web().replicas(0).target();

        assertThat(seen(none, new Scene(none)).phase()).isEqualTo(Phase.STOPPED);
        assertThat(seen(none, new Scene(none)).applied()).isTrue();
    }

    @Test
    void isDeletingWhenItIsGone() {
        assertThat(seen(ONE, new Scene(null).ready("a", ONE)).phase()).isEqualTo(Phase.DELETING);
    }

    @Test
    void aLaterReleaseThatLeavesTheComponentUntouchedIsItsReleaseToo() {
        var later = Wish.web().release(9).target();

        var seen = seen(later, new Scene(later).ready("a", ONE));

        assertThat(seen.phase()).isEqualTo(Phase.RUNNING);
        assertThat(seen.serving()).isEqualTo(9);
        assertThat(seen.instances().getFirst().release()).isEqualTo(9);
    }

    @Test
    void saysWhyNothingCanBeMade() {
        var blocked = Cause.of(ErrorCode.NO_PORT, "No port is left.", null);

        var seen = SeenView.of(ONE, new Scene(ONE).situation(), 5, blocked, List.of());

        assertThat(seen.phase()).isEqualTo(Phase.FAILING);
        assertThat(seen.cause()).isEqualTo(blocked);
        assertThat(seen.applied()).isTrue();
    }

    @Test
    void notesTheProbeThatIsAssumed() {
        assertThat(seen(ONE, new Scene(ONE)).notes()).singleElement().asString().contains("port 'http' accepts");
        var mute = Wish.web().ports(new PortSpec[0]).target();
        assertThat(seen(mute, new Scene(mute)).notes())
                .singleElement()
                .asString()
                .contains("while its process runs");
    }

    @Test
    void aFirstReleaseThatDoesNotFitIsAppliedAndFails() {
        var scene = new Scene(ONE).starting("a", ONE);
        var unfit = Cause.of(ErrorCode.ARTIFACT_UNFIT, "It needs python 3.11.", null);
        scene.change("a", one -> one.failedToStart(unfit, Timings.PRODUCTION, scene.now()));

        var seen = seen(ONE, scene);

        assertThat(seen.applied()).isTrue();
        assertThat(seen.phase()).isEqualTo(Phase.FAILING);
        assertThat(seen.cause()).isEqualTo(unfit);
    }

    @Test
    void notesWhatCannotBeStartedYet() {
        var scene = new Scene(ONE).starting("a", ONE);
        var away = Cause.of(ErrorCode.ARTIFACT_UNAVAILABLE, "The hub is away.", null);
        scene.change("a", one -> one.failedToStart(away, Timings.PRODUCTION, scene.now()));

        var seen = seen(ONE, scene);

        assertThat(seen.notes()).contains("a cannot be started yet: The hub is away. It is tried again.");
        assertThat(seen.cause()).isNull();
    }
}
