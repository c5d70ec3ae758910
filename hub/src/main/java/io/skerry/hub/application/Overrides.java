package io.skerry.hub.application;

import io.skerry.hub.api.HubException;
import io.skerry.hub.api.Json;
import io.skerry.hub.api.MergePatch;
import io.skerry.hub.resource.Kinds;
import io.skerry.model.application.ComponentSpec;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a data center has otherwise: merge patches over a component's spec; pure. */
public final class Overrides {

    private static final Set<String> EVERYWHERE_THE_SAME = Set.of("type", "source", "build", "replicas", "overrides");

    private Overrides() {}

    /** The spec with that data center's override; without a data center the spec itself. */
    public static JsonNode apply(JsonNode spec, @Nullable String dataCenter) {
        var patch = dataCenter == null ? null : spec.path("overrides").get(dataCenter);
        return patch == null ? spec : MergePatch.apply(spec, patch);
    }

    /** Refuses what may not be overridden, and an override that would make something of the spec that could not be written. */
    static void check(ComponentKind kind, ComponentSpec spec) {
        if (spec.overrides() == null || !(Json.tree(spec) instanceof ObjectNode whole)) {
            return;
        }
        whole.remove("overrides");
        spec.overrides().forEach((dc, patch) -> {
            var pointer = "/overrides/" + dc;
            if (!(Json.tree(patch) instanceof ObjectNode fields)) {
                throw HubException.invalid(pointer, "An override is an object.");
            }
            for (var field : fields.propertyNames()) {
                if (EVERYWHERE_THE_SAME.contains(field)) {
                    throw HubException.invalid(
                            pointer + "/" + field, "'" + field + "' is the same in every data center.");
                }
            }
            try {
                Kinds.check(kind, MergePatch.apply(whole, fields));
            } catch (HubException e) {
                throw e.under(pointer);
            }
        });
    }
}
