package io.skerry.model.message;

import io.skerry.model.error.Cause;

/** A request on the link was refused. */
public record Refused(Cause cause) implements Message {}
