package io.skerry.hub.build;

import io.skerry.hub.api.Json;
import io.skerry.model.build.BuildResult;
import io.skerry.model.build.BuildResult.State;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.message.CommandResult;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;

/** How a build is after a word about its order. */
final class BuildWord {

    private static final String NOT_UNDERSTOOD =
            "Its data center said how it ended in words that this hub does not know.";

    private BuildWord() {}

    /**
     * What the data center said; an order that ended without a result, or with one that does not say so, has failed.
     *
     * @param before how the build was
     */
    static BuildResult of(CommandResult said, BuildResult before) {
        var body = said.body();
        BuildResult result;
        try {
            result = body == null ? before : Json.read(new String(body, StandardCharsets.UTF_8), BuildResult.class);
        } catch (JacksonException e) {
            // one build's last word must not hold up all others
            return said.terminal() ? before.with(State.FAILED, NOT_UNDERSTOOD, null) : before;
        }
        var cause = said.cause();
        if (cause == null || !said.terminal() || failed(result.state())) {
            return result;
        }
        var end = cause.code() == ErrorCode.CANCELLED ? State.CANCELLED : State.FAILED;
        return result.with(end, cause.message(), null);
    }

    private static boolean failed(State state) {
        return state.ended() && state != State.SUCCEEDED;
    }
}
