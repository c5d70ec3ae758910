package io.skerry.cli.command.hub;

import io.skerry.cli.api.Answer;
import io.skerry.cli.api.OperationFollower;
import io.skerry.cli.api.Paths;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.output.Progress;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wait operation}: until a long action has ended. */
@Command(
        name = "operation",
        mixinStandardHelpOptions = true,
        description = "Wait for the end of an operation; succeeds if it did, else says why not.")
public final class WaitForOperation implements Callable<Integer> {

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Parameters(paramLabel = "ID", description = "Which.")
    private String id = "";

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "15m",
            description = "How long to wait, such as 90s; 15m if absent.")
    private Duration limit = Duration.ofMinutes(15);

    /** The word, for that session. */
    public WaitForOperation(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var hub = session.hub(hubOptions);
        var operation = Answer.ofOperation(hub.get(Paths.operation(id)).body());
        try (var progress = hubOptions.json() ? Progress.silent() : Progress.on(session.console())) {
            var ended = new OperationFollower(hub, session.console()).follow(operation, limit, progress, state -> {});
            if (hubOptions.json()) {
                session.printJson(ended);
            }
        }
        return 0;
    }
}
