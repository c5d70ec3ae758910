package io.skerry.cli.command.app;

import io.skerry.cli.api.HubClient;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.fault.ExitCode;
import io.skerry.cli.output.Age;
import io.skerry.cli.output.Console;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Progress;
import io.skerry.cli.output.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Waits until a component has as many ready instances as wanted, by what the data centers say. */
final class ReadyWait {

    private static final Duration LOOK = Duration.ofMillis(500);

    private final HubClient hub;
    private final Console console;
    private final Progress progress;

    ReadyWait(HubClient hub, Console console, Progress progress) {
        this.hub = hub;
        this.console = console;
        this.progress = progress;
    }

    /**
     * Waits.
     *
     * @param dataCenters in these; in every one the component is in, if empty
     */
    JsonNode until(String path, int count, List<String> dataCenters, Duration limit) {
        var begun = console.clock().instant();
        while (true) {
            var component = hub.get(path).body();
            var steps = steps(component, count, dataCenters, begun);
            progress.show(steps);
            if (steps.stream().allMatch(step -> step.state().equals("succeeded"))) {
                return component;
            }
            if (!begun.plus(limit).isAfter(console.clock().instant())) {
                throw new CliFault(
                        ExitCode.TIMED_OUT,
                        "not there after " + Age.brief(limit),
                        "It goes on. Look at it with: skerry ps");
            }
            pause();
        }
    }

    private List<Step> steps(JsonNode component, int count, List<String> dataCenters, Instant begun) {
        var steps = new ArrayList<Step>();
        component.path("status").path("dataCenters").properties().forEach(site -> {
            if (dataCenters.isEmpty() || dataCenters.contains(site.getKey())) {
                var seen = site.getValue();
                var ready = seen.path("ready").asInt(0);
                var done = ready == count && seen.path("wanted").asInt(0) == count;
                steps.add(new Step(
                        site.getKey(),
                        Json.text(component, "name"),
                        done ? "succeeded" : "running",
                        begun,
                        done ? console.clock().instant() : null,
                        ready + " of " + count + " ready"));
            }
        });
        return steps;
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
