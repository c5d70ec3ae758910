package io.skerry.model.message;

import org.jspecify.annotations.Nullable;

/**
 * The state of one edge-store key.
 *
 * @param key {@code seen/…} or {@code table/…}
 * @param body JSON as the role wrote it; absent when the key is gone
 */
public record StatusItem(String key, byte @Nullable [] body) implements ReportItem {}
