package io.skerry.model.message;

/** Everything up to {@code version} is durable in the edge store. */
public record Received(Epoch epoch, long version) implements Message {}
