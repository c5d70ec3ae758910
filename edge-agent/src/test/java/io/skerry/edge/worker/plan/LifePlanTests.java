package io.skerry.edge.worker.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.edge.worker.instance.Life;
import io.skerry.edge.worker.instance.Target;
import io.skerry.edge.worker.instance.Timings;
import io.skerry.edge.worker.instance.Wish;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class LifePlanTests {

    private static final Target WEB = Wish.web().drain("10s").target();

    @Test
    void startsAnEndedOneAgainAfterThePause() {
        var scene = new Scene(WEB).running("a", WEB).crashed("a");

        assertThat(scene.steps()).isEmpty();
        assertThat(scene.plan().wakeAt()).isNotNull();
        assertThat(scene.later(Duration.ofSeconds(1)).steps()).containsExactly(new Step.StartAgain("a"));
    }

    @Test
    void takesTheAddressOfAnEndedOneAwayFirst() {
        assertThat(new Scene(WEB)
                        .ready("a", WEB)
                        .crashed("a")
                        .later(Duration.ofMinutes(5))
                        .steps())
                .containsExactly(new Step.Withdraw("a"));
    }

    @Test
    void takesTheAddressAwayWhileAnInstanceIsNotReady() {
        var scene = new Scene(WEB).ready("a", WEB);

        assertThat(scene.change("a", one -> one.probed(false, Scene.CRASH, scene.now()))
                        .steps())
                .containsExactly(new Step.Withdraw("a"));
    }

    @Test
    void stopsASickOneToStartItAgain() {
        var sick = Cause.of(ErrorCode.NOT_READY, "Its liveness probe failed.", null);

        assertThat(new Scene(WEB)
                        .ready("a", WEB)
                        .change("a", one -> one.sick(sick))
                        .steps())
                .containsExactly(new Step.Stop("a", true));
    }

    @Test
    void waitsUntilGatewaysHaveLeftThenDrainsThenStops() {
        var scene = new Scene(null).ready("a", WEB).leaving("a", 7);

        assertThat(scene.gatewaysSendTo(9, 1000).steps()).isEmpty();
        assertThat(scene.gatewaysSendTo(6).steps()).isEmpty();
        assertThat(scene.gatewaysSendTo(7).steps())
                .containsExactly(new Step.Drain("a", scene.now().plusSeconds(10)));
        scene.change("a", one -> one.with(new Life.Draining(scene.now().plusSeconds(10)), scene.now()));
        assertThat(scene.steps()).isEmpty();
        assertThat(scene.later(Duration.ofSeconds(10)).steps()).containsExactly(new Step.Stop("a", false));
    }

    @Test
    void doesNotWaitForASilentGatewayForEver() {
        var scene = new Scene(null).ready("a", WEB).leaving("a", 7).gatewaysSendTo(9, 1000);

        assertThat(scene.later(Duration.ofSeconds(10)).steps()).singleElement().isInstanceOf(Step.Drain.class);
    }

    @Test
    void drainsAtOnceWhereThereIsNoGateway() {
        assertThat(new Scene(null).ready("a", WEB).leaving("a", 7).steps())
                .singleElement()
                .isInstanceOf(Step.Drain.class);
    }

    @Test
    void removesWhatHasEnded() {
        var scene = new Scene(null).ready("a", WEB).leaving("a", 7);

        assertThat(scene.change("a", one -> one.ended(Scene.CRASH, Timings.PRODUCTION, scene.now()))
                        .steps())
                .containsExactly(new Step.Remove("a"));
    }

    @Test
    void stopsAStartThatWasGivenUpAndCameThroughAnyway() {
        var scene = new Scene(null).starting("a", WEB);
        scene.change("a", one -> one.with(new Life.Starting(true), scene.now()));
        assertThat(scene.steps()).isEmpty();

        assertThat(scene.change("a", one -> one.started(scene.now())).steps())
                .containsExactly(new Step.Stop("a", false));
    }
}
