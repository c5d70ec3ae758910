package io.skerry.hub.command;

import java.time.Duration;

/**
 * A command that its data center has not taken yet.
 *
 * @param left until it expires
 */
public record PendingCommand(String id, String type, String target, byte[] body, Duration left) {}
