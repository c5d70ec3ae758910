package io.skerry.cli.command.release;

import io.skerry.cli.api.HubClient;
import io.skerry.cli.api.InstanceOutput;
import io.skerry.cli.api.OperationFollower;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.output.Colour;
import io.skerry.cli.output.Console;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Progress;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Shows what builds and release commands of an operation say while it runs: what was detected and why, then every line of their output.
 */
final class BuildOutput implements AutoCloseable {

    /** A step of a build is called {@code build <component> <build>}. */
    private static final String BUILD = "build ";

    private static final Duration LAST_LINES = Duration.ofSeconds(5);

    /** A release command may have written nothing at all, and what failed stands in the cause as well. */
    private static final Duration LAST_LINES_OF_COMMAND = Duration.ofSeconds(1);

    private final HubClient hub;
    private final String application;
    private final Progress progress;
    private final Console console;
    private final Map<String, Thread> tails = new HashMap<>();
    private final Map<String, InstanceOutput> commands = new HashMap<>();
    private final Set<String> explained = new HashSet<>();

    BuildOutput(HubClient hub, String application, Progress progress, Console console) {
        this.hub = hub;
        this.application = application;
        this.progress = progress;
        this.console = console;
    }

    /** Looks for builds that the operation names; called with every state of it. */
    void look(JsonNode operation) {
        for (var step : OperationFollower.steps(operation)) {
            // one that waits in the queue says nothing yet, and nobody knows where it will
            if (step.name().startsWith(BUILD) && !step.state().equals("queued")) {
                var build = step.name().substring(step.name().lastIndexOf(' ') + 1);
                tails.computeIfAbsent(build, this::tail);
                explain(build);
            } else if (step.name().startsWith(OperationFollower.RELEASE_COMMAND)) {
                var instance = step.name().substring(step.name().lastIndexOf(' ') + 1);
                commands.computeIfAbsent(
                        instance, id -> new InstanceOutput(hub, application, step.where(), id, this::show));
            }
        }
    }

    private void show(String line) {
        progress.say(console.paintProgress(Colour.DIM, "  | " + line));
    }

    @Override
    public void close() {
        try {
            for (var tail : tails.values()) {
                tail.join(LAST_LINES);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        commands.values().forEach(output -> output.await(LAST_LINES_OF_COMMAND));
        tails.keySet().forEach(this::explain);
    }

    private void explain(String build) {
        var detection =
                hub.get(application + "/builds/" + build).body().path("status").path("detection");
        var chosen = Json.text(detection, "chosen");
        if (chosen.isEmpty() || !explained.add(build)) {
            return;
        }
        progress.say("detected " + console.paintProgress(Colour.BOLD, chosen) + reasons(detection, chosen));
    }

    private static String reasons(JsonNode detection, String chosen) {
        var text = new StringBuilder();
        for (var candidate : detection.path("candidates").values()) {
            if (Json.text(candidate, "language").equals(chosen)) {
                for (var evidence : candidate.path("evidence").values()) {
                    var line =
                            evidence.has("line") ? ":" + evidence.path("line").asInt(0) : "";
                    text.append(text.isEmpty() ? ": " : ", ")
                            .append(Json.text(evidence, "file"))
                            .append(line)
                            .append(" (")
                            .append(Json.text(evidence, "rule"))
                            .append(')');
                }
            }
        }
        return text.toString();
    }

    private Thread tail(String build) {
        return Thread.ofVirtual().name("build-output").start(() -> {
            try (var events = hub.events(application + "/builds/" + build + "/log?follow=true")) {
                for (var event = events.next(); event.isPresent(); event = events.next()) {
                    if (event.get().type().equals("line")) {
                        show(Json.text(event.get().data(), "text"));
                    }
                }
            } catch (CliFault e) {
                progress.say("the build's output cannot be shown: " + e.sentence());
            }
        });
    }
}
