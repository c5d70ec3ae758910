package io.skerry.cli.command.app;

import static io.skerry.cli.output.Table.cell;

import io.skerry.cli.api.Answer;
import io.skerry.cli.api.HubClient;
import io.skerry.cli.api.Paths;
import io.skerry.cli.command.AppOptions;
import io.skerry.cli.command.Ending;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.command.WaitOptions;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Table;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    @Mixin
    private AppOptions app = new AppOptions();

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
        var path = Paths.component(app.tenant(), app.application(), component);
        var before = hub.get(path);
        if (set.isEmpty() && unset.isEmpty()) {
            show(before.body());
            return 0;
        }
        var earlier = operations(hub).map(Env::name).collect(Collectors.toSet());
        var changed = hub.patch(path, before.etag(), patch());
        var end = new Ending(session, hub, wait).of(deployment(hub, earlier).orElse(changed));
        if (hubOptions.json()) {
            session.printJson(end);
        }
        return 0;
    }

    /** The change itself is answered at once; the release it makes is an operation of the application, which may have ended by now. */
    private Optional<Answer> deployment(HubClient hub, Set<String> earlier) {
        return operations(hub)
                .filter(operation -> !earlier.contains(name(operation)))
                .findFirst()
                .map(Answer::ofOperation);
    }

    private Stream<JsonNode> operations(HubClient hub) {
        return hub.list(Paths.OPERATIONS).stream()
                .filter(operation ->
                        Json.text(operation.path("status"), "target").equals(app.path()));
    }

    private static String name(JsonNode operation) {
        return Json.text(operation, "name");
    }

    private JsonNode patch() {
        var patch = Json.object();
        var list = patch.putObject("spec").putArray("env");
        set.forEach((name, value) -> list.addObject().put("name", name).put("value", value));
        unset.forEach(name -> list.addObject().put("name", name).put("$remove", true));
        return patch;
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
