package io.skerry.cli.command.app;

import io.skerry.cli.api.HubClient;
import io.skerry.cli.api.Paths;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.output.Age;
import io.skerry.cli.output.Json;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code top}: what instances use and routes do, and how old that word is. */
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        description = "Show what instances use and what routes do, from every data center; redrawn on a terminal.")
public final class Top implements Callable<Integer> {

    private static final String CLEAR = "\u001b[H\u001b[2J";
    private static final List<String> PARTS = List.of("dataCenters", "instances", "routes");

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "TENANT",
            defaultValue = "${env:SKERRY_TENANT:-}",
            description = "Whose application; goes with --app.")
    private String tenant = "";

    @Option(
            names = {"-a", "--app"},
            paramLabel = "APP",
            defaultValue = "${env:SKERRY_APPLICATION:-}",
            description = "Only this application's; wants --tenant.")
    private String application = "";

    @Option(names = "--dc", paramLabel = "NAME", description = "Only this data center.")
    private String dataCenter = "";

    @Option(
            names = "--window",
            paramLabel = "TIME",
            defaultValue = "30s",
            description = "What time the figures stand for, from 10s to 1h; ${DEFAULT-VALUE} if absent.")
    private Duration window = Duration.ofSeconds(30);

    @Option(
            names = "--sort",
            paramLabel = "BY",
            defaultValue = "cpu",
            description = "Instances by: ${COMPLETION-CANDIDATES}; ${DEFAULT-VALUE} if absent.")
    private MeasuredInstances.Order order = MeasuredInstances.Order.CPU;

    @Option(names = "--once", description = "Show it once; so it is away from a terminal.")
    private boolean once;

    @Option(
            names = "--every",
            paramLabel = "TIME",
            defaultValue = "5s",
            description = "How often it is redrawn; ${DEFAULT-VALUE} if absent.")
    private Duration every = Duration.ofSeconds(5);

    /** The word, for that session. */
    public Top(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!application.isEmpty() && tenant.isEmpty()) {
            throw CliFault.usage("--app wants --tenant", "Give both, or neither to see everything.");
        }
        if (every.compareTo(Duration.ofSeconds(1)) < 0) {
            throw CliFault.usage("--every is shorter than 1s", "Data centers look every 10s.");
        }
        var hub = session.hub(hubOptions);
        if (hubOptions.json()) {
            session.printJson(ask(hub));
            return 0;
        }
        if (once || !session.console().canRedrawAnswers()) {
            show(ask(hub));
            return 0;
        }
        while (true) {
            var measured = ask(hub);
            session.console().out().print(CLEAR);
            show(measured);
            Thread.sleep(every);
        }
    }

    private ObjectNode ask(HubClient hub) {
        var whole = Json.object();
        PARTS.forEach(part -> whole.set(part, Json.array()));
        var truncated = false;
        for (var path : paths(hub)) {
            var answer = hub.get(path).body();
            PARTS.forEach(part -> answer.path(part).forEach(((ArrayNode) whole.get(part))::add));
            truncated |= answer.path("truncated").asBoolean(false);
        }
        whole.put("windowSeconds", window.toSeconds());
        whole.put("truncated", truncated);
        return whole;
    }

    private List<String> paths(HubClient hub) {
        var length = "window=" + window.toSeconds() + "s&step=" + window.toSeconds() + "s";
        if (!application.isEmpty()) {
            var only = dataCenter.isEmpty() ? "" : "&dataCenter=" + Paths.checked("data center", dataCenter);
            return List.of(Paths.application(tenant, application) + "/metrics?" + length + only);
        }
        var names = dataCenter.isEmpty()
                ? hub.list(Paths.DATA_CENTERS).stream()
                        .map(dc -> Json.text(dc, "name"))
                        .toList()
                : List.of(dataCenter);
        return names.stream()
                .map(name -> Paths.dataCenter(name) + "/metrics?" + length)
                .toList();
    }

    private void show(JsonNode measured) {
        var console = session.console();
        var now = console.clock().instant();
        var instances = new MeasuredInstances(now, order);
        var routes = new MeasuredRoutes(now, window);
        measured.path("instances").forEach(instances::add);
        measured.path("routes").forEach(routes::add);
        instances.print(console);
        routes.print(console);
        var err = console.err();
        for (var site : measured.path("dataCenters")) {
            var name = Json.text(site, "dataCenter");
            var seen = Age.since(Age.parse(Json.text(site, "seenAt")), now);
            switch (Json.text(site, "state")) {
                case "answered" -> {
                    if (!site.has("observedAt")) {
                        err.println(name + " measured nothing in that time.");
                    }
                }
                case "unreachable" -> err.println(name + " does not answer; last heard of " + seen + ".");
                default -> err.println(name + " gives no figures: " + Json.text(site, "message"));
            }
        }
        if (measured.path("dataCenters").isEmpty()) {
            err.println("No data center to ask: skerry dc list shows which there are.");
        }
        if (measured.path("truncated").asBoolean(false)) {
            err.println(
                    "There is more than one answer holds. Name an application with --app, or a data center with --dc.");
        }
    }
}
