package io.skerry.hub.build;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.api.Json;
import io.skerry.model.build.BuildResult;
import io.skerry.model.build.BuildResult.State;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.CommandResult;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BuildWordTests {

    private static final BuildResult QUEUED = BuildQueue.waiting("b");

    @Test
    void whatTheDataCenterSaysIsHowTheBuildIs() {
        assertThat(state(says(false, text(State.RUNNING), null))).isEqualTo(State.RUNNING);
        assertThat(state(says(true, text(State.SUCCEEDED), null))).isEqualTo(State.SUCCEEDED);
        assertThat(state(says(true, text(State.LOST), cause(ErrorCode.UNAVAILABLE))))
                .isEqualTo(State.LOST);
    }

    @Test
    void anOrderThatEndedWithoutAResultHasFailed() {
        assertThat(state(says(true, null, cause(ErrorCode.EXPIRED)))).isEqualTo(State.FAILED);
        assertThat(state(says(true, null, cause(ErrorCode.CANCELLED)))).isEqualTo(State.CANCELLED);
        assertThat(state(says(true, text(State.RUNNING), cause(ErrorCode.INTERNAL))))
                .isEqualTo(State.FAILED);
    }

    @Test
    void wordsThatNobodyKnowsEndTheBuildAndNothingElse() {
        assertThat(state(says(false, "{\"state\": \"polished\"}", null))).isEqualTo(State.QUEUED);
        assertThat(state(says(true, "{\"state\": \"polished\"}", null))).isEqualTo(State.FAILED);
        assertThat(state(says(true, "{", null))).isEqualTo(State.FAILED);
    }

    private static State state(CommandResult said) {
        return BuildWord.of(said, QUEUED).state();
    }

    private static CommandResult says(boolean terminal, @Nullable String body, @Nullable Cause cause) {
        return new CommandResult("b", terminal, body == null ? null : body.getBytes(UTF_8), cause);
    }

    private static String text(State state) {
        return Json.text(new BuildResult("b", state, null, null, null, null, List.of(), null));
    }

    private static Cause cause(ErrorCode code) {
        return Cause.of(code, "Why.", null);
    }
}
