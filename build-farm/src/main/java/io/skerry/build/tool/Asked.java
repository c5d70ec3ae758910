package io.skerry.build.tool;

/**
 * A version that somebody asked for.
 *
 * @param tool {@code node}, {@code python}, {@code go} …
 * @param version as written
 * @param where a file of the source, or "the build settings"
 * @param bound whether it only says what the source can work with, and does not ask for the newest of that
 */
public record Asked(String tool, String version, String where, boolean bound) {

    /** One that is asked for. */
    public Asked(String tool, String version, String where) {
        this(tool, version, where, false);
    }

    /** What the source can work with. */
    public static Asked bound(String tool, String version, String where) {
        return new Asked(tool, version, where, true);
    }
}
