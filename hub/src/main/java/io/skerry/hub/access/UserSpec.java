package io.skerry.hub.access;

import org.jspecify.annotations.Nullable;

/**
 * What is said about a person.
 *
 * @param administrator of the platform; others see only themselves until memberships arrive
 */
public record UserSpec(
        @Nullable String displayName, @Nullable Boolean administrator) {}
