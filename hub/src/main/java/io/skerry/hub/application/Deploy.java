package io.skerry.hub.application;

import io.skerry.hub.api.Json;
import io.skerry.hub.api.MergePatch;
import io.skerry.model.application.BuildSpec;
import io.skerry.model.application.EnvVar;
import io.skerry.model.application.Source;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What {@code :deploy} means in terms of {@code :apply}: one component with a new source, made if it is missing. */
final class Deploy {

    private static final String USUAL = "web";
    private static final int USUAL_PORT = 8080;

    private final Request request;

    Deploy(Request request) {
        this.request = request;
    }

    /**
     * The body of {@code :deploy}.
     *
     * @param component {@code web} if absent
     * @param dataCenters where the application belongs, if it is made; absent: everywhere
     * @param port what a component that is made, or has nothing but a name so far, listens on, 8080 if absent
     */
    record Request(
            @Nullable String component,
            Source source,
            @Nullable List<String> dataCenters,
            @Nullable List<EnvVar> env,
            @Nullable Integer port,
            @Nullable BuildSpec build,
            @Nullable String reason) {}

    /** @param before specs of the components there are, and of the application under the empty name */
    Apply.Request asApply(Map<String, JsonNode> before) {
        var name = Objects.requireNonNullElse(request.component(), USUAL);
        var patch = new LinkedHashMap<String, Object>();
        patch.put("source", request.source());
        if (request.build() != null) {
            patch.put("build", request.build());
        }
        if (request.env() != null) {
            patch.put("env", request.env());
        }
        var known = before.get(name);
        if (known == null || isBare(known) || request.port() != null) {
            var port = request.port() == null ? USUAL_PORT : request.port();
            patch.put("ports", List.of(Map.of("name", "http", "port", port, "protocol", "http", "exposure", "public")));
        }
        var base = known == null ? JsonNodeFactory.instance.objectNode() : withoutSource(known);
        var components = new ArrayList<Apply.Named>();
        components.add(new Apply.Named(name, null, MergePatch.apply(base, Json.tree(patch))));
        before.forEach((other, spec) -> {
            if (known != null && !other.isEmpty() && !other.equals(name) && isProcessOf(known, spec)) {
                components.add(new Apply.Named(other, null, fromSameSource(spec)));
            }
        });
        return new Apply.Request(
                application(before.get("")),
                components,
                null,
                "auto",
                request.reason() == null ? "deploy" : request.reason(),
                true,
                true);
    }

    /** Whether nothing was said yet of what it is, only of its neighbours or its environment. */
    private static boolean isBare(JsonNode known) {
        return !known.has("source") && !known.has("run") && !known.has("ports");
    }

    /** Whether it runs another process of the same source, and so goes where that source goes. */
    private static boolean isProcessOf(JsonNode known, JsonNode other) {
        return other.path("run").has("process")
                && known.has("source")
                && known.get("source").equals(other.get("source"))
                && known.path("build").equals(other.path("build"));
    }

    private JsonNode fromSameSource(JsonNode spec) {
        var patch = new LinkedHashMap<String, Object>();
        patch.put("source", request.source());
        if (request.build() != null) {
            patch.put("build", request.build());
        }
        return MergePatch.apply(withoutSource(spec), Json.tree(patch));
    }

    /** A new source replaces the old one whole: a patch would mix a git source into an upload. */
    private static JsonNode withoutSource(JsonNode spec) {
        var patch = JsonNodeFactory.instance.objectNode();
        patch.putNull("source");
        return MergePatch.apply(spec, patch);
    }

    private Apply.@Nullable Part application(@Nullable JsonNode before) {
        if (request.dataCenters() == null) {
            return null;
        }
        var patch = Json.tree(Map.of("placement", Map.of("dataCenters", request.dataCenters())));
        var base = before == null ? JsonNodeFactory.instance.objectNode() : before;
        return new Apply.Part(null, MergePatch.apply(base, patch));
    }
}
