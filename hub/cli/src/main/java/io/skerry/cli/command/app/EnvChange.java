package io.skerry.cli.command.app;

import io.skerry.cli.api.Answer;
import io.skerry.cli.api.HubClient;
import io.skerry.cli.api.Paths;
import io.skerry.cli.command.Ending;
import io.skerry.cli.command.Session;
import io.skerry.cli.command.WaitOptions;
import io.skerry.cli.output.Json;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A change of a component's environment, and the release that comes of it. */
final class EnvChange {

    private final Session session;
    private final HubClient hub;
    private final String application;
    private final String component;

    /** @param component its path */
    EnvChange(Session session, HubClient hub, String application, String component) {
        this.session = session;
        this.hub = hub;
        this.application = application;
        this.component = component;
    }

    /** Changes what is named and returns how the release ended. */
    JsonNode make(String etag, JsonNode patch, WaitOptions wait) {
        var earlier = operations().map(EnvChange::name).collect(Collectors.toSet());
        var changed = hub.patch(component, etag, patch);
        return new Ending(session, hub, wait).of(deployment(earlier).orElse(changed));
    }

    static JsonNode patch(Map<String, String> set, Collection<String> unset) {
        var patch = Json.object();
        var list = patch.putObject("spec").putArray("env");
        set.forEach((name, value) -> list.addObject().put("name", name).put("value", value));
        unset.forEach(name -> list.addObject().put("name", name).put("$remove", true));
        return patch;
    }

    /** The change itself is answered at once; the release it makes is an operation of the application, which may have ended by now. */
    private Optional<Answer> deployment(Set<String> earlier) {
        return operations()
                .filter(operation -> !earlier.contains(name(operation)))
                .findFirst()
                .map(Answer::ofOperation);
    }

    private Stream<JsonNode> operations() {
        return hub.list(Paths.OPERATIONS).stream()
                .filter(operation ->
                        Json.text(operation.path("status"), "target").equals(application));
    }

    private static String name(JsonNode operation) {
        return Json.text(operation, "name");
    }
}
