package io.skerry.cli.command;

import io.skerry.cli.api.Answer;
import io.skerry.cli.api.HubClient;
import io.skerry.cli.api.OperationFollower;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Progress;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** What every command does with the answer to a change: wait for its operation, if there is one and it is wanted. */
public final class Ending {

    private final Session session;
    private final HubClient hub;
    private final WaitOptions wait;

    /** The ending of changes at that hub. */
    public Ending(Session session, HubClient hub, WaitOptions wait) {
        this.session = session;
        this.hub = hub;
        this.wait = wait;
    }

    /** Waits and returns the operation as it ended, or the answer's body if there is nothing to wait for. */
    public JsonNode of(Answer answer) {
        try (var progress = Progress.on(session.console())) {
            return of(answer, progress, operation -> {});
        }
    }

    /** The same with more to show: {@code each} is told every state of the operation. */
    public JsonNode of(Answer answer, Progress progress, Consumer<JsonNode> each) {
        if (!answer.isOperation()) {
            return answer.body();
        }
        if (!wait.isWanted()) {
            progress.say("under way as operation " + Json.text(answer.body(), "name"));
            return answer.body();
        }
        return new OperationFollower(hub, session.console()).follow(answer, wait.limit(), progress, each);
    }
}
