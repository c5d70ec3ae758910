package io.skerry.model.message;

/** Opens the request-stream of wanted objects: everything of mine after {@code version}. Answered by Put, Tombstone and Bookmark, in version order. */
public record SyncRequest(Epoch epoch, long version) implements Message {}
