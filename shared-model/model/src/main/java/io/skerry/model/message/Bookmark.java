package io.skerry.model.message;

/** Up to here nothing is missing: what the site should hold at {@code version}. */
public record Bookmark(Epoch epoch, long version, String chain, String holding) implements Message {}
