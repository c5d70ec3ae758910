package io.skerry.hub.resource.web;

import io.skerry.hub.resource.KindDefinition;
import io.skerry.hub.resource.Kinds;
import io.skerry.hub.resource.Place;
import io.skerry.model.resource.Kind;
import java.util.Map;
import java.util.Objects;

/** A path of the API as a kind and a place. */
record ResourcePath(KindDefinition<?> kind, Place place) {

    /** Reads the path variables {@code tenant}, {@code application} and {@code plural}. */
    static ResourcePath of(Kinds kinds, Map<String, String> variables) {
        var tenant = variables.get("tenant");
        var application = variables.get("application");
        var plural = Objects.requireNonNull(variables.get("plural"));
        if (application != null) {
            var kind = kinds.of(plural, Kind.Scope.APPLICATION);
            return new ResourcePath(kind, Place.application(kind.kind(), Objects.requireNonNull(tenant), application));
        }
        if (tenant != null) {
            var kind = kinds.of(plural, Kind.Scope.TENANT);
            return new ResourcePath(kind, Place.tenant(kind.kind(), tenant));
        }
        var kind = kinds.of(plural, Kind.Scope.PLATFORM);
        return new ResourcePath(kind, Place.platform(kind.kind()));
    }
}
