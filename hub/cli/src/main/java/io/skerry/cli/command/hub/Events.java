package io.skerry.cli.command.hub;

import io.skerry.cli.api.HubClient;
import io.skerry.cli.api.Paths;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.command.TimeConverter;
import io.skerry.cli.command.When;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.fault.ExitCode;
import io.skerry.cli.output.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code events}: what happened, with when it was seen. */
@Command(
        name = "events",
        mixinStandardHelpOptions = true,
        description =
                "Show what happened, oldest first: releases, rollouts, restarts with their causes, data centers away.")
public final class Events implements Callable<Integer> {

    private static final Duration BACK = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Option(
            names = {"-t", "--tenant"},
            paramLabel = "TENANT",
            defaultValue = "${env:SKERRY_TENANT:-}",
            description = "Only what concerns this tenant (SKERRY_TENANT).")
    private String tenant = "";

    @Option(
            names = {"-a", "--app"},
            paramLabel = "APP",
            defaultValue = "${env:SKERRY_APPLICATION:-}",
            description = "Only this application; wants --tenant (SKERRY_APPLICATION).")
    private String application = "";

    @Option(
            names = {"-c", "--component"},
            paramLabel = "NAME",
            description = "Only this component; wants --app.")
    private String component = "";

    @Option(names = "--dc", paramLabel = "NAME", description = "Only this data center.")
    private String dataCenter = "";

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            split = ",",
            completionCandidates = EventTypes.class,
            description = "Only these: ${COMPLETION-CANDIDATES}.")
    private List<String> types = List.of();

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Only from then on: so long ago, such as 1h, or 2026-01-31T12:00:00Z.")
    private @Nullable When since;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many of the newest, up to 500.")
    private int limit = 100;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as events come; a hub that is away is waited for.")
    private boolean follow;

    /** The word, for that session. */
    public Events(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        var hub = session.hub(hubOptions);
        var page = hub.get(Paths.EVENTS + "?limit=" + limit + filter()).body();
        var events = List.copyOf(page.path("items").values()).reversed();
        if (!follow) {
            list(page, events);
            return 0;
        }
        events.forEach(this::show);
        follow(hub, Json.text(page, "head"));
        return 0;
    }

    private void list(JsonNode page, List<JsonNode> oldestFirst) {
        if (hubOptions.json()) {
            session.printJson(page);
        } else if (oldestFirst.isEmpty()) {
            session.console().err().println("No event.");
        } else {
            new EventLines(session.console()).table(oldestFirst);
            if (page.hasNonNull("next")) {
                session.console().err().println("There are older ones: --limit N, or --since TIME.");
            }
        }
    }

    private void show(JsonNode event) {
        if (hubOptions.json()) {
            session.console().out().println(new String(Json.write(event), StandardCharsets.UTF_8));
            session.console().out().flush();
        } else {
            new EventLines(session.console()).line(event);
        }
    }

    /** Goes on where it was after a stream has ended, until the hub refuses or is away for too long. */
    private void follow(HubClient hub, String from) throws InterruptedException {
        var after = from;
        var heard = Instant.now();
        while (true) {
            try (var stream = hub.events(Paths.EVENTS + "?watch=true&after=" + after + filter())) {
                for (var event = stream.next(); event.isPresent(); event = stream.next()) {
                    var data = event.get().data();
                    if (event.get().type().equals("event")) {
                        show(data);
                        after = Json.text(data, "id");
                    } else if (event.get().type().equals("heartbeat")) {
                        after = Json.text(data, "head");
                    }
                    heard = Instant.now();
                }
            } catch (CliFault e) {
                if (e.exitCode() != ExitCode.UNREACHABLE || Instant.now().isAfter(heard.plus(PATIENCE))) {
                    throw e;
                }
            }
            Thread.sleep(BACK);
        }
    }

    private String filter() {
        if (!application.isEmpty() && tenant.isEmpty()) {
            throw CliFault.usage("--app wants --tenant", "Name whose application it is: --tenant TENANT.");
        }
        var query = new StringBuilder();
        add(query, "tenant", tenant);
        add(query, "application", application);
        add(query, "component", component);
        add(query, "dataCenter", dataCenter);
        types.forEach(type -> add(query, "type", type));
        add(
                query,
                "since",
                since == null
                        ? ""
                        : since.at(session.console().clock().instant()).toString());
        return query.toString();
    }

    private static void add(StringBuilder query, String name, String value) {
        if (!value.isEmpty()) {
            query.append('&').append(name).append('=').append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }
}
