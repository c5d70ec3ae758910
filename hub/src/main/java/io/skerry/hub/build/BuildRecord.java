package io.skerry.hub.build;

import io.skerry.model.build.BuildOrder;
import org.jspecify.annotations.Nullable;

/**
 * The spec of a build.
 *
 * @param key what makes two builds the same: source, build settings
 * @param dataCenter where it runs; absent while it waits for one
 * @param order its newest; another data center that takes it over works under an id of its own
 */
public record BuildRecord(
        String component, String key, @Nullable String dataCenter, BuildOrder order) {}
