package io.skerry.model.message;

/**
 * "I have this artifact": answered by an empty {@link Chunk} whose offset says from where the receiver wants it; an offset of the whole
 * size says that it has it. The chunks then go up a channel, whose one answer is such a {@link Chunk} again.
 */
public record ArtifactOffer(String digest, long size) implements Message {}
