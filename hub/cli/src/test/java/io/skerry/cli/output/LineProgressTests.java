package io.skerry.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.cli.CapturedConsole;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineProgressTests {

    private final CapturedConsole captured = new CapturedConsole();
    private final Progress progress = Progress.on(captured.console());

    @Test
    void saysEachChangeOnceAndNothingOfWhatWaits() {
        progress.show(List.of(step("east", "running", "0 of 2 ready"), step("west", "queued", "")));
        progress.show(List.of(step("east", "running", "0 of 2 ready"), step("west", "queued", "")));
        progress.show(List.of(step("east", "succeeded", "2 of 2 ready"), step("west", "queued", "")));

        assertThat(captured.err()).isEqualTo("""
                          … east         rollout              running             0 of 2 ready
                          ✓ east         rollout              succeeded  3.0 s    2 of 2 ready
                        """);
        assertThat(captured.out()).isEmpty();
    }

    private static Step step(String where, String state, String message) {
        var ended = state.equals("succeeded") ? CapturedConsole.NOW : null;
        return new Step(where, "rollout", state, CapturedConsole.NOW.minusSeconds(3), ended, message);
    }
}
