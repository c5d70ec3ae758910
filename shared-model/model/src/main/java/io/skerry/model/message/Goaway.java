package io.skerry.model.message;

/** The hub asks the agent to leave and come back, here or elsewhere. */
public record Goaway(long comeBackAfterMillis, String reason) implements Message {}
