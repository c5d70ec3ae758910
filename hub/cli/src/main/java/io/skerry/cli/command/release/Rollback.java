package io.skerry.cli.command.release;

import io.skerry.cli.command.AppOptions;
import io.skerry.cli.command.Ending;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.command.WaitOptions;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.fault.ExitCode;
import io.skerry.cli.output.Json;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code rollback}: an older release again. */
@Command(
        name = "rollback",
        mixinStandardHelpOptions = true,
        description = "Roll an older release out again; the one before the newest if none is named.")
public final class Rollback implements Callable<Integer> {

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private AppOptions app = new AppOptions();

    @Mixin
    private WaitOptions wait = new WaitOptions();

    @Parameters(arity = "0..1", paramLabel = "RELEASE", description = "Its number, see: skerry releases")
    private @Nullable Long release;

    /** The word, for that session. */
    public Rollback(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var hub = session.hub(hubOptions);
        var number = release;
        if (number == null) {
            var numbers = hub.list(app.path() + "/releases").stream()
                    .map((JsonNode r) -> Releases.number(r))
                    .sorted()
                    .toList();
            if (numbers.size() < 2) {
                throw new CliFault(ExitCode.CONFLICT, "there is no release before this one", null);
            }
            number = numbers.get(numbers.size() - 2);
        }
        var answer = hub.post(app.path() + ":rollback", Json.object().put("release", number));
        var end = new Ending(session, hub, wait).of(answer);
        if (hubOptions.json()) {
            session.printJson(end);
        } else if (wait.isWanted()) {
            session.console().out().println("Release " + number + " is back.");
        }
        return 0;
    }
}
