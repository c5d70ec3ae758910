package io.skerry.model.message;

import org.jspecify.annotations.Nullable;

/** The object of that key is no longer wanted. {@code operation} is the confirmed operation that deleted it. */
public record Tombstone(
        Epoch epoch, String key, long version, @Nullable String operation) implements Message {}
