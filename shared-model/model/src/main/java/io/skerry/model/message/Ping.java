package io.skerry.model.message;

/** "Are you there?", answered by itself. */
public record Ping() implements Message {}
