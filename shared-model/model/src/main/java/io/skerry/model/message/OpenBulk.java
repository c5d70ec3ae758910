package io.skerry.model.message;

/**
 * On {@code control}, from the hub: open a {@code bulk} connection, since nothing dials in. On {@code bulk}, the agent's first word: this
 * connection belongs to the session of that epoch.
 */
public record OpenBulk(Epoch epoch) implements Message {}
