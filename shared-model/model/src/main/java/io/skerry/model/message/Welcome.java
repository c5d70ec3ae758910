package io.skerry.model.message;

/**
 * The hub accepts the session.
 *
 * @param ackedSeq highest report sequence the hub has stored for this store
 * @param comeBackAfterMillis 0, or: not now, try again after so long
 */
public record Welcome(Epoch epoch, long ackedSeq, long comeBackAfterMillis) implements Message {}
