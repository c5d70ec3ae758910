package io.skerry.cli.command.app;

import io.skerry.cli.api.HubClient;
import io.skerry.cli.api.OperationFollower;
import io.skerry.cli.api.Paths;
import io.skerry.cli.fault.CliFault;
import io.skerry.cli.output.Json;
import io.skerry.cli.output.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** A state that an application can be waited for to be in. */
enum AppState {
    /** Every component runs in every data center it belongs in, all instances ready. */
    RUNNING {
        @Override
        List<Step> look(HubClient hub, String application) {
            var steps = new ArrayList<Step>();
            for (var component : hub.list(application + "/components")) {
                component.path("status").path("dataCenters").properties().forEach(site -> {
                    var seen = site.getValue();
                    var ready = seen.path("ready").asInt(0) + " of "
                            + seen.path("wanted").asInt(0) + " ready";
                    var runs = Json.text(seen, "phase").equals("running");
                    steps.add(step(site.getKey(), Json.text(component, "name"), runs, ready));
                });
            }
            return steps.isEmpty() ? List.of(step(HUB, "components", false, "nothing runs yet")) : steps;
        }
    },
    /** The newest release serves wherever it belongs, and none is on its way. */
    CURRENT {
        @Override
        List<Step> look(HubClient hub, String application) {
            var underWay = hub.list(Paths.OPERATIONS).stream()
                    .filter(operation ->
                            Json.text(operation.path("status"), "target").equals(application))
                    .filter(operation -> !OperationFollower.hasEnded(operation))
                    .findFirst();
            if (underWay.isPresent()) {
                var action = Json.text(underWay.get().path("status"), "action");
                return List.of(step(HUB, action, false, Json.text(underWay.get(), "name")));
            }
            return hub.list(application + "/rollouts").stream()
                    .max(Comparator.comparingLong(
                            rollout -> rollout.path("spec").path("sequence").asLong(0)))
                    .map(AppState::rollout)
                    .orElse(List.of(step(HUB, "release", false, "there is none yet")));
        }
    },
    /** There is no such application. */
    DELETED {
        @Override
        List<Step> look(HubClient hub, String application) {
            var gone = hub.find(application).isEmpty();
            return List.of(step(HUB, "delete", gone, gone ? "gone" : "still there"));
        }
    };

    private static final String HUB = "hub";

    /** What it takes, each part succeeded or not; throws if it can no longer come to it. */
    abstract List<Step> look(HubClient hub, String application);

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static List<Step> rollout(JsonNode rollout) {
        var status = rollout.path("status");
        if (OperationFollower.state(status).equals("failed")) {
            var cause = status.path("cause");
            throw CliFault.failed(
                    "the newest rollout failed: " + Json.text(cause, "message"), Json.text(cause, "advice"));
        }
        var steps = new ArrayList<Step>();
        status.path("dataCenters").properties().forEach(site -> {
            var state = OperationFollower.state(site.getValue());
            var name = "release " + status.path("release").asString("");
            steps.add(step(site.getKey(), name, state.equals("succeeded"), state));
        });
        return steps;
    }

    private static Step step(String where, String name, boolean done, String message) {
        return new Step(where, name, done ? "succeeded" : "running", null, null, message);
    }
}
