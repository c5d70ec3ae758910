package io.skerry.hub.tenant;

import org.jspecify.annotations.Nullable;

/** What is said about a tenant. */
public record TenantSpec(@Nullable String displayName) {}
