package io.skerry.build.tool;

/**
 * A version that somebody asked for.
 *
 * @param tool {@code node}, {@code python}, {@code go} …
 * @param version as written
 * @param where a file of the source, or "the build settings"
 */
public record Asked(String tool, String version, String where) {}
