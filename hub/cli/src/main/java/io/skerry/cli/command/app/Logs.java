package io.skerry.cli.command.app;

import io.skerry.cli.api.EventReader.Event;
import io.skerry.cli.command.AppOptions;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.command.TimeConverter;
import io.skerry.cli.command.When;
import io.skerry.cli.output.Age;
import io.skerry.cli.output.Colour;
import io.skerry.cli.output.CompactLine;
import io.skerry.cli.output.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** {@code logs}: what an application's instances, or one of its builds, wrote. */
@Command(
        name = "logs",
        mixinStandardHelpOptions = true,
        description = "Show what instances wrote, from every data center; which of them answered is said at the side.")
public final class Logs implements Callable<Integer> {

    private final Session session;

    @Mixin
    private HubOptions hubOptions = new HubOptions();

    @Mixin
    private AppOptions app = new AppOptions();

    @Option(
            names = {"-c", "--component"},
            paramLabel = "NAME",
            description = "Only this component.")
    private String component = "";

    @Option(names = "--instance", paramLabel = "ID", description = "Only this instance.")
    private String instance = "";

    @Option(names = "--dc", paramLabel = "NAME", description = "Only this data center.")
    private String dataCenter = "";

    @Option(names = "--build", paramLabel = "NAME", description = "A build's output in place of instances'.")
    private String build = "";

    @Option(names = "--previous", description = "Instances that ended.")
    private boolean previous;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Only lines from then on: so long ago, such as 10m, or 2026-01-31T12:00:00Z.")
    private @Nullable When since;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            converter = TimeConverter.class,
            description = "Only lines from before then, written in the same way.")
    private @Nullable When until;

    @Option(names = "--grep", paramLabel = "TEXT", description = "Only lines that hold this text.")
    private String grep = "";

    @Option(names = "--regex", paramLabel = "REGEX", description = "Only lines in which this expression is found.")
    private String regex = "";

    @Option(
            names = "--field",
            paramLabel = "NAME=VALUE",
            description = "Only JSON lines with this field, or path: http.status=500. Repeatable.")
    private List<String> fields = List.of();

    @Option(names = "--level", paramLabel = "LEVEL", description = "Only lines as grave as that: warn, error, …")
    private String level = "";

    @Option(names = "--tail", paramLabel = "N", description = "At most so many lines of each instance from before now.")
    private @Nullable Integer tail;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as lines come.")
    private boolean follow;

    /** The word, for that session. */
    public Logs(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        try (var events = session.hub(hubOptions).events(path())) {
            for (var event = events.next(); event.isPresent(); event = events.next()) {
                show(event.get());
            }
        }
        return 0;
    }

    private String path() {
        var query = new StringBuilder("?follow=").append(follow);
        if (!build.isEmpty()) {
            return app.path() + "/builds/" + encoded(build) + "/log" + query;
        }
        add(query, "component", component);
        add(query, "instance", instance);
        add(query, "dataCenter", dataCenter);
        if (previous) {
            query.append("&previous=true");
        }
        var now = session.console().clock().instant();
        add(query, "since", since == null ? "" : since.at(now).toString());
        add(query, "until", until == null ? "" : until.at(now).toString());
        add(query, "grep", grep);
        add(query, "regex", regex);
        fields.forEach(field -> add(query, "field", field));
        add(query, "level", level);
        if (tail != null) {
            query.append("&tail=").append(tail);
        }
        return app.path() + "/logs" + query;
    }

    private void show(Event event) {
        switch (event.type()) {
            case "line" -> line(event.data());
            case "site" -> site(event.data());
            default -> {
                // Heartbeats, and what a newer hub may say besides.
            }
        }
    }

    private void line(JsonNode line) {
        var console = session.console();
        if (hubOptions.json()) {
            console.out().println(new String(Json.write(line), StandardCharsets.UTF_8));
        } else {
            if (line.hasNonNull("dropped")) {
                console.err().println("  (" + line.path("dropped").asString("") + " lines were lost here)");
            }
            var who = build.isEmpty()
                    ? Json.text(line, "dataCenter") + " " + Json.text(line, "component") + " "
                            + Json.text(line, "instance") + " "
                    : "";
            var text = CompactLine.of(Json.text(line, "text"));
            console.out().println(console.paint(Colour.CYAN, who) + text);
        }
        console.out().flush();
    }

    private void site(JsonNode site) {
        if (Json.text(site, "state").equals("failed")) {
            session.console().err().println(Json.text(site, "dataCenter") + ": " + Json.text(site, "message"));
        }
        if (Json.text(site, "state").equals("unreachable")) {
            var console = session.console();
            var age = Age.since(
                    Age.parse(Json.text(site, "observedAt")), console.clock().instant());
            console.err()
                    .println(Json.text(site, "dataCenter") + " does not answer (last seen " + age
                            + "); its lines are missing here");
        }
    }

    private static void add(StringBuilder query, String name, String value) {
        if (!value.isEmpty()) {
            query.append('&').append(name).append('=').append(encoded(value));
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
