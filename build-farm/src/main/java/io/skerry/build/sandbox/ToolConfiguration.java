package io.skerry.build.sandbox;

import java.util.Map;

/**
 * How the tools of a build reach registries: settings of the platform, given to every build.
 *
 * @param files path within the build's home → content: {@code .npmrc}, {@code .config/pip/pip.conf}, {@code .gitconfig}
 * @param env variables such as proxies and certificate authorities
 */
public record ToolConfiguration(Map<String, String> files, Map<String, String> env) {

    public ToolConfiguration {
        files = Map.copyOf(files);
        env = Map.copyOf(env);
    }

    /** Nothing but what the tools know by themselves. */
    public static ToolConfiguration none() {
        return new ToolConfiguration(Map.of(), Map.of());
    }

    /** Values may be secrets: only names are printed. */
    @Override
    public String toString() {
        return "ToolConfiguration" + files.keySet() + env.keySet();
    }
}
