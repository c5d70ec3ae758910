package io.skerry.cli.command.release;

import io.skerry.cli.api.HubClient;
import io.skerry.cli.command.HubOptions;
import io.skerry.cli.command.Session;
import io.skerry.cli.output.Json;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where an application answers, asked once a release is out: component → data center → addresses. */
final class Urls {

    private final Session session;
    private final HubClient hub;

    Urls(Session session, HubClient hub) {
        this.session = session;
        this.hub = hub;
    }

    /** Prints how the operation ended together with the addresses: one per line, or as JSON with a field {@code urls}. */
    void print(String application, JsonNode operation, HubOptions options) {
        var urls = of(application);
        if (options.json()) {
            var answer = operation instanceof ObjectNode object ? object.deepCopy() : Json.object();
            session.printJson(answer.set("urls", urls));
            return;
        }
        for (var component : urls.values()) {
            for (var site : component.values()) {
                site.values().forEach(url -> session.console().out().println(url.asString("")));
            }
        }
    }

    private ObjectNode of(String application) {
        var all = Json.object();
        for (var component : hub.list(application + "/components")) {
            component.path("status").path("dataCenters").properties().forEach(site -> {
                var urls = site.getValue().path("urls");
                if (!urls.isEmpty()) {
                    all.withObjectProperty(Json.text(component, "name")).set(site.getKey(), urls);
                }
            });
        }
        return all;
    }
}
