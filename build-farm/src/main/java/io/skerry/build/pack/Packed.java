package io.skerry.build.pack;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How a packed source runs, from whatever folder it lies in.
 *
 * @param env values may hold {@code {slug}} for the slug's folder
 * @param path folders relative to the slug that come first on the PATH
 * @param processes process type → shell command line, run in {@code app}
 * @param requires tool → the beginning of the version that must be there: {@code python} → {@code 3.11}
 * @param cached whether kept dependencies were used
 */
public record Packed(
        Map<String, String> env,
        List<String> path,
        Map<String, String> processes,
        Map<String, String> requires,
        boolean cached) {

    /** In a slug's environment: its own folder. */
    public static final String SLUG = "{slug}";

    public Packed {
        env = Map.copyOf(env);
        path = List.copyOf(path);
        processes = Map.copyOf(processes);
        requires = Map.copyOf(requires);
    }

    /** The same with another web process. */
    Packed serving(Packed web) {
        return new Packed(
                joined(env, web.env),
                Stream.concat(path.stream(), web.path.stream()).distinct().toList(),
                joined(processes, web.processes),
                joined(requires, web.requires),
                cached);
    }

    /** The same, which also needs this. */
    Packed requiring(String tool, String version) {
        return new Packed(env, path, processes, joined(requires, Map.of(tool, version)), cached);
    }

    /** The same with more variables, which count more. */
    Packed giving(Map<String, String> more) {
        return new Packed(joined(env, more), path, processes, requires, cached);
    }

    private static Map<String, String> joined(Map<String, String> one, Map<String, String> other) {
        var all = new TreeMap<>(one);
        all.putAll(other);
        return all;
    }
}
