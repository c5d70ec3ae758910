package io.skerry.store;

import org.jspecify.annotations.Nullable;

/**
 * One change of a key.
 *
 * @param entry what it holds now; null when it was deleted
 */
public record Change(String key, long revision, @Nullable Entry entry) {}
