package io.skerry.hub.tenant;

import org.jspecify.annotations.Nullable;

/**
 * What is said about a tenant.
 *
 * @param deletionProtection refuse to delete it while this is true
 */
public record TenantSpec(
        @Nullable String displayName, @Nullable Boolean deletionProtection) {}
