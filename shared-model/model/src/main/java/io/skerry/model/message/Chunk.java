package io.skerry.model.message;

/**
 * A piece of an artifact, at most 64 KiB.
 *
 * @param total size of the whole
 */
public record Chunk(String digest, long offset, long total, byte[] bytes) implements Message {}
