package io.skerry.hub.build;

import io.skerry.model.build.BuildOrder;

/**
 * The spec of a build.
 *
 * @param key what makes two builds the same: source, build settings
 * @param dataCenter where it runs
 */
public record BuildRecord(String component, String key, String dataCenter, BuildOrder order) {}
