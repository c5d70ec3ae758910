package io.skerry.hub.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.bench.load.Tally;
import io.skerry.testkit.patience.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A data center that is cut off goes on, and is told once what changed meanwhile; {@code ./skerry bench link} cuts for two minutes. */
@Tag("F04")
class LinkCutIT {

    private static final int EDITS = 50;
    private static final Duration TIME = Duration.ofSeconds(4);

    @TempDir
    private Path folder;

    @Test
    void onlyTheNewestOfManyEditsIsSentAndApplicationsNoticeNothing() throws Exception {
        try (var scene = new LinkCut(folder)) {
            var tally = new Tally();
            var asking = scene.ask(tally);
            var cut = scene.editCut(EDITS, TIME);
            asking.end();

            assertThat(cut.isCollapsed()).as("%s", cut).isTrue();
            assertThat(tally.sent()).isPositive();
            assertThat(tally.failed()).as("%s", tally.failures(0)).isZero();

            assertThat(scene.editConnected(EDITS, TIME).isCollapsed())
                    .as("the control: to one that is not cut off the same edits are sent one by one")
                    .isFalse();
            theControlAGatewayThatIsGoneIsNoticed(scene);
        }
    }

    private static void theControlAGatewayThatIsGoneIsNoticed(LinkCut scene) throws InterruptedException {
        var tally = new Tally();
        var asking = scene.ask(tally);
        scene.site().gateway().kill();
        Eventually.await("a request fails", () -> tally.failed() > 0);
        asking.end();
    }
}
