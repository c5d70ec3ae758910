package io.skerry.cli.command.app;

import io.skerry.cli.api.HubClient;
import io.skerry.cli.api.OperationFollower;
import io.skerry.cli.api.Paths;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.output.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code ps}: what runs where, and how old that word is. */
@Command(
        name = "ps",
        mixinStandardHelpOptions = true,
        description = "Show components in each data center: phase, instances ready, release, age of the word, address.")
public final class Ps implements Callable<Integer> {

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "TENANT",
            defaultValue = "${env:SKERRY_TENANT:-}",
            description = "Only this tenant's.")
    private String tenant = "";

    @Option(
            names = {"-a", "--app"},
            paramLabel = "APP",
            defaultValue = "${env:SKERRY_APPLICATION:-}",
            description = "Only this application's; wants --tenant.")
    private String application = "";

    @Option(names = "--instances", description = "Show every instance.")
    private boolean instances;

    /** The word, for that session. */
    public Ps(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var hub = session.hub(hubOptions);
        var components = new ArrayList<JsonNode>();
        var paths = applications(hub);
        for (var path : paths) {
            components.addAll(hub.list(path + "/components"));
        }
        var runs = components.isEmpty() ? List.<JsonNode>of() : runs(hub, paths);
        if (hubOptions.json()) {
            var items = Json.array();
            items.addAll(components);
            var answer = Json.object();
            answer.set("items", items);
            answer.putArray("runs").addAll(runs);
            session.printJson(answer);
            return 0;
        }
        var table = new ComponentTable(session.console().clock().instant(), instances);
        components.forEach(table::add);
        runs.forEach(table::addRun);
        if (!components.isEmpty()) {
            table.print(session.console());
        }
        sayWhatIsMissing(hub, components.isEmpty());
        return 0;
    }

    /** One-off commands that are under way. */
    private static List<JsonNode> runs(HubClient hub, List<String> applications) {
        var operations = hub.find(Paths.OPERATIONS)
                .map(answer -> answer.body().path("items").values())
                .orElse(List.of());
        return operations.stream()
                .filter(operation ->
                        Json.text(operation.path("status"), "action").equals("run"))
                .filter(operation -> !OperationFollower.hasEnded(operation))
                .filter(operation -> applications.stream()
                        .anyMatch(path ->
                                Json.text(operation.path("status"), "target").startsWith(path + "/")))
                .toList();
    }

    private List<String> applications(HubClient hub) {
        if (!tenant.isEmpty() && !application.isEmpty()) {
            return List.of(Paths.application(tenant, application));
        }
        var tenants = tenant.isEmpty()
                ? hub.list(Paths.TENANTS).stream()
                        .map(t -> Json.text(t, "name"))
                        .toList()
                : List.of(tenant);
        var paths = new ArrayList<String>();
        for (var name : tenants) {
            hub.list(Paths.applications(name))
                    .forEach(found -> paths.add(Paths.application(name, Json.text(found, "name"))));
        }
        return paths;
    }

    private void sayWhatIsMissing(HubClient hub, boolean empty) {
        if (!empty) {
            return;
        }
        var err = session.console().err();
        if (hub.list(Paths.DATA_CENTERS).isEmpty()) {
            err.println("No data center yet: skerry dc add NAME, or ./skerry up --dc NAME for one on this machine.");
        } else {
            err.println("Nothing is deployed yet: skerry deploy PATH --tenant TENANT --app APP");
        }
    }
}
