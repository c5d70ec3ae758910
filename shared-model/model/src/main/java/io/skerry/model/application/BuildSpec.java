package io.skerry.model.application;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a source becomes an artifact.
 *
 * @param language {@code auto}, a language, {@code dockerfile} or {@code buildpack}
 * @param versions asked version per tool: {@code node} → {@code 22}
 * @param command replaces the language's own build step
 * @param strict whether a version that is not installed ends the build, instead of the nearest one with a warning; no if absent
 */
public record BuildSpec(
        @Nullable String language,
        @Nullable Map<String, String> versions,
        @Nullable String dockerfile,
        @Nullable List<EnvVar> env,
        @Nullable List<String> secrets,
        @Nullable List<String> command,
        @Nullable Boolean strict) {

    public BuildSpec {
        versions = versions == null ? null : Map.copyOf(versions);
        env = env == null ? null : List.copyOf(env);
        secrets = secrets == null ? null : List.copyOf(secrets);
        command = command == null ? null : List.copyOf(command);
    }
}
