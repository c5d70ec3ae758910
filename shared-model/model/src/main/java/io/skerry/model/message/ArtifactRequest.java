package io.skerry.model.message;

/** Opens a request-stream of {@link Chunk}s of an artifact, from {@code offset} on. */
public record ArtifactRequest(String digest, long offset) implements Message {}
