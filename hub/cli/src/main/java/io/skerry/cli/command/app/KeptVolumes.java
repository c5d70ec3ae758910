package io.skerry.cli.command.app;

import io.skerry.cli.api.HubClient;
import io.skerry.cli.api.Paths;
import io.skerry.cli.command.Ending;
import io.skerry.cli.output.Json;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The volumes of an application, which may be gone itself. */
record KeptVolumes(HubClient hub, String tenant, String application) {

    List<JsonNode> find(Predicate<JsonNode> which) {
        return hub.get(Paths.volumes(tenant, application)).body().path("items").values().stream()
                .filter(which)
                .toList();
    }

    /** The ends of their deletions. */
    ArrayNode delete(List<JsonNode> volumes, Ending ending) {
        var ends = Json.array();
        for (var volume : volumes) {
            var body = Json.object();
            for (var field : List.of("application", "component", "name", "dataCenter")) {
                body.put(field, Json.text(volume, field));
            }
            ends.add(ending.of(hub.post(Paths.volumes(tenant, "") + ":delete", body)));
        }
        return ends;
    }

    /** As people read them: {@code data of web in east, west}. */
    static String words(List<JsonNode> volumes) {
        return volumes.stream()
                .map(volume -> "volume " + Json.text(volume, "name") + " of " + Json.text(volume, "component") + " in "
                        + Json.text(volume, "dataCenter"))
                .collect(Collectors.joining(", "));
    }
}
