package io.skerry.cli.command.app;

import io.skerry.cli.api.Answer;
import io.skerry.cli.api.HubClient;
import io.skerry.cli.api.InstanceOutput;
import io.skerry.cli.api.OperationFollower;
import io.skerry.cli.api.Paths;
import io.skerry.cli.command.AppOptions;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Progress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code run}: a command, once, where a component's instances run. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        description = {
            "Run a command once in a component's environment, and end with its exit code: skerry run -- python3 manage.py migrate",
            "The words are arguments, not a shell line; for one: -- sh -c '…'. Ctrl-C cancels it."
        })
public final class Run implements Callable<Integer> {

    private static final Duration LAST_LINES = Duration.ofSeconds(10);
    private static final Duration UNTIL_CANCELLED = Duration.ofSeconds(15);
    private static final Duration ON_THE_WAY = Duration.ofMinutes(15);
    private static final int CANCELLED = 130;

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private AppOptions app = new AppOptions();

    @Option(
            names = {"-c", "--component"},
            paramLabel = "NAME",
            defaultValue = "web",
            description = "Which component's environment; web if absent.")
    private String component = "web";

    @Option(names = "--dc", paramLabel = "NAME", description = "Where; the first of the application's if absent.")
    private @Nullable String dataCenter;

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            defaultValue = "1h",
            description = "After which it is stopped: from 1s to 24h, 1h if absent.")
    private Duration limit = Duration.ofHours(1);

    @Option(
            names = {"-d", "--detach"},
            description = "Return at once; it goes on.")
    private boolean detach;

    @Parameters(arity = "1..*", paramLabel = "CMD", description = "The command and its arguments, after --.")
    private List<String> command = List.of();

    /** The word, for that session. */
    public Run(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var hub = session.hub(hubOptions);
        var started = hub.post(Paths.component(app.tenant(), app.application(), component) + ":run", request());
        var input = started.body().path("spec").path("input");
        var place = Json.text(input, "dataCenter");
        var instance = Json.text(input, "instance");
        if (detach) {
            return detached(started.body(), place, instance);
        }
        var out = session.console().out();
        var output = new InstanceOutput(hub, app.path(), place, instance, line -> {
            if (!hubOptions.json()) {
                out.println(line);
                out.flush();
            }
        });
        var cancel = new Thread(() -> cancel(hub, Json.text(started.body(), "name")));
        Runtime.getRuntime().addShutdownHook(cancel);
        try {
            var last = new AtomicReference<>(started.body());
            return ended(hub, started, output, last);
        } finally {
            forget(cancel);
        }
    }

    private JsonNode request() {
        var request = Json.object();
        var words = request.putArray("command");
        command.forEach(words::add);
        if (dataCenter != null) {
            request.put("dataCenter", dataCenter);
        }
        return request.put("timeLimit", Math.max(0, limit.toSeconds()) + "s");
    }

    private int detached(JsonNode operation, String place, String instance) {
        var console = session.console();
        if (hubOptions.json()) {
            session.printJson(operation);
            return 0;
        }
        console.out().println(Json.text(operation, "name"));
        console.err()
                .println("Under way in " + place + " as " + instance + ". Its output: skerry logs --instance "
                        + instance + " --follow");
        return 0;
    }

    private int ended(HubClient hub, Answer started, InstanceOutput output, AtomicReference<JsonNode> last) {
        CliFault fault = null;
        try (var progress = Progress.silent()) {
            new OperationFollower(hub, session.console()).follow(started, limit.plus(ON_THE_WAY), progress, state -> {
                sayIfAway(last.get(), state);
                last.set(state);
            });
        } catch (CliFault e) {
            fault = e;
        }
        var status = last.get().path("status");
        var cause = status.path("cause");
        if (wrote(status.path("result")) || wrote(cause)) {
            output.await(LAST_LINES);
        }
        if (hubOptions.json()) {
            session.printJson(last.get());
        }
        if (fault == null) {
            return 0;
        }
        if (OperationFollower.state(status).equals("cancelled")) {
            session.console().err().println("It was cancelled.");
            return CANCELLED;
        }
        if (!cause.hasNonNull("exitCode") || !Json.text(cause, "code").equals("instance-exited")) {
            throw fault;
        }
        session.console().err().println(Json.text(cause, "message"));
        return cause.path("exitCode").asInt(1);
    }

    private static boolean wrote(JsonNode holder) {
        return !holder.path("lastLines").isEmpty();
    }

    /** Once, when it first has to wait for its data center. */
    private void sayIfAway(JsonNode before, JsonNode now) {
        var steps = OperationFollower.steps(now);
        if (!steps.isEmpty() && !OperationFollower.steps(before).equals(steps)) {
            var step = steps.getFirst();
            if (step.state().equals("queued") && !step.message().equals("sent")) {
                session.console().err().println(step.where() + " " + step.message());
            }
        }
    }

    private static void cancel(HubClient hub, String operation) {
        var path = Paths.operation(operation);
        hub.post(path + ":cancel", Json.object());
        hub.get(path + "?wait=" + UNTIL_CANCELLED.toSeconds() + "s");
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The machine is going down: that is what the hook is for.
        }
    }
}
