package io.skerry.cli.command.app;

import io.skerry.cli.api.Paths;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.fault.ExitCode;
import io.skerry.cli.output.Age;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Progress;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code wait app}: until an application is in a state. */
@Command(
        name = "app",
        mixinStandardHelpOptions = true,
        description = {
            "Wait until an application is in a state: running (every component, in every data center), current (the newest"
                    + " release serves everywhere and none is on its way), or deleted."
        })
public final class WaitForApp implements Callable<Integer> {

    private static final Duration LOOK = Duration.ofMillis(500);

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "TENANT",
            required = true,
            description = "Whose application (SKERRY_TENANT).",
            defaultValue = "${env:SKERRY_TENANT}")
    private String tenant = "";

    @Parameters(paramLabel = "APP", description = "Which.")
    private String application = "";

    @Option(names = "--for", required = true, paramLabel = "STATE", description = "One of: ${COMPLETION-CANDIDATES}.")
    private AppState state = AppState.RUNNING;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            defaultValue = "15m",
            description = "How long to wait, such as 90s; 15m if absent.")
    private Duration limit = Duration.ofMinutes(15);

    /** The word, for that session. */
    public WaitForApp(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var hub = session.hub(hubOptions);
        var path = Paths.application(tenant, application);
        var clock = session.console().clock();
        var deadline = clock.instant().plus(limit);
        if (state != AppState.DELETED) {
            hub.get(path);
        }
        try (var progress = hubOptions.json() ? Progress.silent() : Progress.on(session.console())) {
            while (true) {
                var steps = state.look(hub, path);
                progress.show(steps);
                if (steps.stream().allMatch(step -> step.state().equals("succeeded"))) {
                    break;
                }
                if (!clock.instant().isBefore(deadline)) {
                    throw new CliFault(
                            ExitCode.TIMED_OUT,
                            application + " is not " + state + " after " + Age.brief(limit),
                            "Look at it with: skerry ps, skerry operations");
                }
                pause();
            }
        }
        if (hubOptions.json()) {
            session.printJson(Json.object().put("application", application).put("state", state.toString()));
        }
        return 0;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw CliFault.failed("interrupted", null);
        }
    }
}
