package io.skerry.edge.worker.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.edge.worker.instance.Target;
import io.skerry.edge.worker.instance.Wish;
import org.junit.jupiter.api.Test;

final class RollingPlanTests {

    private static final Target OLD = Wish.web().command("old").target();
    private static final Target NEW = Wish.web().command("new").release(2).target();

    private static Target of(String command, int replicas) {
        return Wish.web()
                .command(command)
                .release(command.equals("new") ? 2 : 1)
                .replicas(replicas)
                .target();
    }

    @Test
    void startsAsManyAsAreWanted() {
        assertThat(new Scene(of("old", 3)).steps()).hasSize(3).allMatch(Step.Start.class::isInstance);
    }

    @Test
    void doesNothingWhenEverythingIsAsWanted() {
        assertThat(new Scene(OLD).ready("a", OLD).steps()).isEmpty();
    }

    @Test
    void startsNothingWhileADependencyIsNotUp() {
        assertThat(new Scene(OLD).waits("Waits for db to be ready.").steps()).isEmpty();
    }

    @Test
    void scalesUpWithoutTouchingWhatRuns() {
        assertThat(new Scene(of("old", 3)).ready("a", OLD).ready("b", OLD).steps())
                .containsExactly(new Step.Start(of("old", 3)));
    }

    @Test
    void scalesDownUnreadyOnesFirst() {
        assertThat(new Scene(OLD)
                        .ready("a", OLD)
                        .running("b", OLD)
                        .ready("c", OLD)
                        .steps())
                .containsExactly(new Step.Stop("b", false), new Step.Leave("c"));
    }

    @Test
    void scalesDownTheNewestFirst() {
        assertThat(new Scene(of("old", 2))
                        .ready("a", OLD)
                        .ready("b", OLD)
                        .ready("c", OLD)
                        .steps())
                .containsExactly(new Step.Leave("c"));
    }

    @Test
    void stopsAllWhenNoneIsWanted() {
        assertThat(new Scene(of("old", 0)).ready("a", OLD).running("b", OLD).steps())
                .containsExactlyInAnyOrder(new Step.Leave("a"), new Step.Stop("b", false));
    }

    @Test
    void stopsAllWhenTheComponentIsGone() {
        assertThat(new Scene(null)
                        .ready("a", OLD)
                        .starting("b", OLD)
                        .running("c", OLD)
                        .crashed("c")
                        .steps())
                .containsExactly(new Step.Leave("a"), new Step.Abandon("b"), new Step.Discard("c"));
    }

    @Test
    void startsANewOneBesideTheOldOne() {
        assertThat(new Scene(NEW).ready("a", OLD).steps()).containsExactly(new Step.Start(NEW));
    }

    @Test
    void keepsTheOldOneUntilTheNewOneIsReady() {
        assertThat(new Scene(NEW).ready("a", OLD).running("b", NEW).steps()).isEmpty();
    }

    @Test
    void publishesTheNewOneBeforeTheOldOneLeaves() {
        var scene = new Scene(NEW).ready("a", OLD).running("b", NEW);
        scene.change("b", one -> one.probed(true, null, scene.now()));

        assertThat(scene.steps()).containsExactly(new Step.Publish("b"));
    }

    @Test
    void letsTheOldOneLeaveWhenTheNewOneIsPublished() {
        assertThat(new Scene(NEW).ready("a", OLD).ready("b", NEW).steps()).containsExactly(new Step.Leave("a"));
    }

    @Test
    void goesOneByOneByDefault() {
        var two = of("new", 2);

        assertThat(new Scene(two).ready("a", OLD).ready("b", OLD).steps()).containsExactly(new Step.Start(two));
        assertThat(new Scene(two)
                        .ready("a", OLD)
                        .ready("b", OLD)
                        .ready("c", two)
                        .steps())
                .containsExactly(new Step.Leave("a"));
    }

    @Test
    void aLeavingOneMakesRoomForTheNext() {
        var two = of("new", 2);
        var scene =
                new Scene(two).ready("a", OLD).ready("b", OLD).ready("c", two).leaving("a", 7);

        assertThat(scene.gatewaysSendTo(1, 1000).steps()).containsExactly(new Step.Start(two));
    }

    @Test
    void surgesAsFarAsAllowed() {
        var wish = Wish.web().command("new").release(2).replicas(4).surge(2, 0).target();
        var scene =
                new Scene(wish).ready("a", OLD).ready("b", OLD).ready("c", OLD).ready("d", OLD);

        assertThat(scene.steps()).containsExactly(new Step.Start(wish), new Step.Start(wish));
    }

    @Test
    void takesOldOnesOutFirstWhenSomeMayBeMissing() {
        var wish = Wish.web().command("new").release(2).replicas(2).surge(0, 1).target();

        assertThat(new Scene(wish).ready("a", OLD).ready("b", OLD).steps()).containsExactly(new Step.Leave("a"));
    }

    @Test
    void neitherSurgeNorMissingStillMoves() {
        var wish = Wish.web().command("new").release(2).surge(0, 0).target();

        assertThat(new Scene(wish).ready("a", OLD).steps()).containsExactly(new Step.Start(wish));
    }

    @Test
    void anOldOneThatDoesNotServeGoesFirst() {
        var two = of("new", 2);
        var scene =
                new Scene(two).ready("a", OLD).running("b", OLD).crashed("b").ready("c", two);

        assertThat(scene.steps()).contains(new Step.Discard("b")).doesNotContain(new Step.Leave("a"));
    }

    @Test
    void recreateStopsAllOldOnesBeforeItStartsANewOne() {
        var wish = Wish.web().command("new").release(2).recreate().target();
        var scene = new Scene(wish).ready("a", OLD);

        assertThat(scene.steps()).containsExactly(new Step.Leave("a"));
        assertThat(scene.gatewaysSendTo(1, 1000).leaving("a", 7).steps()).isEmpty();
        assertThat(new Scene(wish).steps()).containsExactly(new Step.Start(wish));
    }

    @Test
    void recreateScalesLikeAnyOther() {
        var wish = Wish.web().recreate().target();

        assertThat(new Scene(wish).ready("a", wish).ready("b", wish).steps()).containsExactly(new Step.Leave("b"));
    }

    @Test
    void aRestartReplacesOneByOne() {
        var scene = new Scene(OLD).ready("a", OLD).replaces("a");

        assertThat(scene.steps()).containsExactly(new Step.Start(OLD));
        assertThat(scene.ready("b", OLD).steps()).containsExactly(new Step.Leave("a"));
    }
}
