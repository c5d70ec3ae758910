package io.skerry.model.message;

/** "I have this artifact": answered by the offset from which the receiver wants it, as an empty {@link Chunk}. */
public record ArtifactOffer(String digest, long size) implements Message {}
