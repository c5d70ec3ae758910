package io.skerry.cli.command.app;

import io.skerry.cli.api.Paths;
import io.skerry.cli.command.Ending;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.command.WaitOptions;
import io.skerry.cli.output.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code apps clone}: an application like another. */
@Command(
        name = "clone",
        mixinStandardHelpOptions = true,
        description = {
            "Make an application like another: its spec, its components, its routes with new hosts. Variables that look like"
                    + " secrets are left out, and so are routes without a new host; what was left is said."
        })
public final class CloneApp implements Callable<Integer> {

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private WaitOptions wait = new WaitOptions();

    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "TENANT",
            required = true,
            description = "Whose application (SKERRY_TENANT).",
            defaultValue = "${env:SKERRY_TENANT}")
    private String tenant = "";

    @Option(
            names = "--to-tenant",
            paramLabel = "TENANT",
            description = "Whose the new one is; the same tenant's if absent.")
    private @Nullable String toTenant;

    @Option(names = "--host", paramLabel = "OLD=NEW", description = "The host of a route and the one of the new route.")
    private Map<String, String> hosts = new LinkedHashMap<>();

    @Option(names = "--with-secrets", description = "Copy variables that look like secrets too.")
    private boolean secrets;

    @Parameters(index = "0", paramLabel = "FROM", description = "The application there is.")
    private String from = "";

    @Parameters(index = "1", paramLabel = "TO", description = "The name of the new one.")
    private String to = "";

    /** The word, for that session. */
    public CloneApp(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var hub = session.hub(hubOptions);
        var started = hub.post(Paths.application(tenant, from) + ":clone", request());
        var left = started.body().path("spec").path("input").path("left");
        var err = session.console().err();
        if (!left.isEmpty()) {
            err.println("Left out:");
            left.values().forEach(sentence -> err.println("  " + sentence.asString("")));
        }
        var end = new Ending(session, hub, wait).of(started);
        if (hubOptions.json()) {
            session.printJson(end);
        } else if (wait.isWanted()) {
            session.console().out().println("Cloned to " + to + ".");
        }
        return 0;
    }

    private JsonNode request() {
        var request = Json.object().put("name", to);
        if (toTenant != null) {
            request.put("tenant", toTenant);
        }
        if (!hosts.isEmpty()) {
            var named = request.putObject("hosts");
            hosts.forEach(named::put);
        }
        return secrets ? request.put("secrets", true) : request;
    }
}
