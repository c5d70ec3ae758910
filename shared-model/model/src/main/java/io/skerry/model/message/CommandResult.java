package io.skerry.model.message;

import io.skerry.model.error.Cause;
import org.jspecify.annotations.Nullable;

/**
 * The remembered answer to a command.
 *
 * @param terminal whether this is its end; others are progress
 * @param body JSON of the type's result, absent on failure
 * @param cause why it failed
 */
public record CommandResult(
        String command,
        boolean terminal,
        byte @Nullable [] body,
        @Nullable Cause cause) implements ReportItem {}
