package io.skerry.cli.command.hub;

import io.skerry.cli.api.Paths;
import io.skerry.cli.command.Confirmation;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.output.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code dc accept}. */
@Command(
        name = "accept",
        mixinStandardHelpOptions = true,
        description = "Let a data center go on that was held back until a person looked; shows why it was.")
public final class AcceptDataCenter implements Callable<Integer> {

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private Confirmation confirmation = new Confirmation();

    @Parameters(paramLabel = "NAME", description = "The data center.")
    private String name = "";

    /** The word, for that session. */
    public AcceptDataCenter(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var hub = session.hub(hubOptions);
        var path = Paths.dataCenter(name);
        var review = hub.get(path).body().path("status").path("review");
        if (!review.isObject()) {
            throw CliFault.failed("data center " + name + " is not held back", "See what it does: skerry dc list.");
        }
        session.console().err().println(name + " is held back: " + Json.text(review, "what"));
        confirmation.require(session.console(), "Let it go on with what this hub says?");
        hub.post(path + ":accept", Json.object());
        session.console().out().println("Data center " + name + " goes on.");
        return 0;
    }
}
