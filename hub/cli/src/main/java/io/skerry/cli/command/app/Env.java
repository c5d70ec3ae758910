package io.skerry.cli.command.app;

import static io.skerry.cli.output.Table.cell;

import io.skerry.cli.api.Paths;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.command.WaitOptions;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Table;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code env}: a component's environment, shown or changed. */
@Command(
        name = "env",
        mixinStandardHelpOptions = true,
        description =
                "Show a component's environment, or change it: NAME=VALUE sets, --unset removes. Makes a release.")
public final class Env implements Callable<Integer> {

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    /** Not required before it is known that no subcommand follows, which has its own. */
    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "TENANT",
            description = "Whose application (SKERRY_TENANT).",
            defaultValue = "${env:SKERRY_TENANT:-}")
    private String tenant = "";

    @Option(
            names = {"-a", "--app"},
            paramLabel = "APP",
            description = "Which application (SKERRY_APPLICATION).",
            defaultValue = "${env:SKERRY_APPLICATION:-}")
    private String application = "";

    @Mixin
    private WaitOptions wait = new WaitOptions();

    @Option(
            names = {"-c", "--component"},
            paramLabel = "NAME",
            defaultValue = "web",
            description = "Which component; web if absent.")
    private String component = "web";

    @Option(names = "--unset", paramLabel = "NAME", description = "Remove this variable; once for each.")
    private List<String> unset = List.of();

    @Parameters(arity = "0..*", paramLabel = "NAME=VALUE", description = "Variables to set.")
    private Map<String, String> set = new LinkedHashMap<>();

    /** The word, for that session. */
    public Env(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var hub = session.hub(hubOptions);
        if (tenant.isEmpty() || application.isEmpty()) {
            throw CliFault.usage(
                    "--tenant and --app are missing", "Name them, or set SKERRY_TENANT and SKERRY_APPLICATION.");
        }
        var path = Paths.component(tenant, application, component);
        var before = hub.get(path);
        if (set.isEmpty() && unset.isEmpty()) {
            show(before.body());
            return 0;
        }
        var end = new EnvChange(session, hub, Paths.application(tenant, application), path)
                .make(before.etag(), EnvChange.patch(set, unset), wait);
        if (hubOptions.json()) {
            session.printJson(end);
        }
        return 0;
    }

    private void show(JsonNode component) {
        var env = component.path("spec").path("env");
        if (hubOptions.json()) {
            session.printJson(env.isMissingNode() ? Json.array() : env);
            return;
        }
        var table = Table.of("NAME", "VALUE");
        for (var variable : env.values()) {
            table.row(cell(Json.text(variable, "name")), cell(value(variable)));
        }
        if (table.isEmpty()) {
            session.console().err().println("Nothing is set.");
        } else {
            table.print(session.console());
        }
    }

    private static String value(JsonNode variable) {
        for (var form : List.of("secret", "config", "dependency")) {
            if (variable.hasNonNull(form)) {
                return "(" + form + " " + new String(Json.write(variable.path(form)), StandardCharsets.UTF_8) + ")";
            }
        }
        return Json.text(variable, "value");
    }
}
