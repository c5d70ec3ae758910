package io.skerry.edge.runtime;

/**
 * A folder of a component's that outlives its instances.
 *
 * @param path where an instance finds it, below the folder that its source is in
 * @param type {@code persistent} or {@code shared}
 */
public record Volume(String name, String path, String type) {}
