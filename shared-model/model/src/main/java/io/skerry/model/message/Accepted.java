package io.skerry.model.message;

/** What the request asked for is durable here, or done. The answer to a {@link Command} that was taken, and to {@link OpenBulk}. */
public record Accepted() implements Message {}
