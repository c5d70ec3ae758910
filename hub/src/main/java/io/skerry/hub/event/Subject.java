package io.skerry.hub.event;

import io.skerry.hub.resource.Stored;
import io.skerry.model.resource.Kind;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an event is about.
 *
 * @param resource whose names count where none are given here
 */
public record Subject(
        @Nullable UUID resource,
        @Nullable String tenant,
        @Nullable String application,
        @Nullable String component,
        @Nullable String dataCenter,
        @Nullable String instance) {

    /** A component in a data center. */
    public static Subject component(UUID component, String dataCenter) {
        return new Subject(component, null, null, null, dataCenter, null);
    }

    /** One of its instances. */
    public static Subject instance(UUID component, String dataCenter, String instance) {
        return new Subject(component, null, null, null, dataCenter, instance);
    }

    /** A data center. */
    public static Subject dataCenter(String dataCenter) {
        return new Subject(null, null, null, null, dataCenter, null);
    }

    /** A component everywhere, or what else stands in an application. */
    public static Subject of(Stored part) {
        var place = part.place();
        var component = place.kind() == Kind.COMPONENT ? part.name() : null;
        return new Subject(null, place.tenant(), place.scope(), component, null, null);
    }

    /** What a path of the API names: {@code /api/v1/tenants/acme/applications/shop/components/web}. */
    public static Subject at(@Nullable String tenant, String path) {
        return new Subject(
                null,
                tenant,
                after("applications", path),
                after("components", path),
                after("data-centers", path),
                null);
    }

    private static @Nullable String after(String plural, String path) {
        var parts = path.split("[/:]", -1);
        for (var i = 0; i < parts.length - 1; i++) {
            if (parts[i].equals(plural)) {
                return parts[i + 1];
            }
        }
        return null;
    }
}
