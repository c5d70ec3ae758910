package io.skerry.model.message;

/** One wanted object. {@code body} is kept byte for byte; {@code digest} is its sha-256 in lower-case hex. */
public record Put(Epoch epoch, String key, long version, String digest, byte[] body) implements Message {}
