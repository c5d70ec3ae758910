package io.skerry.hub.access;

import io.skerry.model.quantity.TimeSpan;
import org.jspecify.annotations.Nullable;

/**
 * A personal token as it is described; its secret is shown once and never stored.
 *
 * @param user whose token it is, set by the hub
 * @param expiresIn at most 365d, 30d if absent
 */
public record TokenSpec(@Nullable String user, @Nullable TimeSpan expiresIn) {}
