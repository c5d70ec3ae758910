package io.skerry.hub.resource;

import io.skerry.model.resource.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Where objects of a kind live: everything of an address but the name.
 *
 * @param tenant absent for platform kinds
 * @param scope the application for its parts, else empty
 */
public record Place(Kind kind, @Nullable String tenant, String scope) {

    /** On the platform. */
    public static Place platform(Kind kind) {
        return new Place(kind, null, "");
    }

    /** In a tenant. */
    public static Place tenant(Kind kind, String tenant) {
        return new Place(kind, tenant, "");
    }

    /** In an application. */
    public static Place application(Kind kind, String tenant, String application) {
        return new Place(kind, tenant, application);
    }

    /** The path of an object here: {@code /api/v1/tenants/acme/applications/shop}. */
    public String path(String name) {
        if (kind == Kind.OPERATION) {
            return "/api/v1/operations/" + name;
        }
        var path = new StringBuilder("/api/v1");
        if (tenant != null) {
            path.append("/tenants/").append(tenant);
        }
        if (!scope.isEmpty()) {
            path.append("/applications/").append(scope);
        }
        return path.append('/').append(kind.plural()).append('/').append(name).toString();
    }
}
