package io.skerry.hub.tenant;

import java.util.Optional;

/** Knows what of a tenant would be left when it is deleted: a later one of the same name must not come by it. */
@FunctionalInterface
public interface TenantLeavings {

    /** What it is, and how to be rid of it; empty if there is nothing. */
    Optional<Leaving> of(String tenant);

    /**
     * Something that would be left.
     *
     * @param what as the end of "tenant 'acme' still has …"
     * @param advice what to do about it
     */
    record Leaving(String what, String advice) {}
}
