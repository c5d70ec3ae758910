package io.skerry.build.detect;

import io.skerry.build.tool.Asked;
import io.skerry.model.build.Detection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a source is.
 *
 * @param detection for the user
 * @param plan what to do
 * @param asked the version wanted for the language's tool
 * @param warnings sentences for the user
 * @param choice why there is no web process, null if there is one or nothing special to say
 * @param command replaces the language's own build step, null if none was given
 * @param env variables of what runs, below the component's own
 */
public record Detected(
        Detection detection,
        LanguagePlan plan,
        @Nullable Asked asked,
        List<String> warnings,
        @Nullable Choice choice,
        @Nullable List<String> command,
        Map<String, String> env) {
    public Detected {
        warnings = List.copyOf(warnings);
        command = command == null ? null : List.copyOf(command);
        env = Map.copyOf(env);
    }
}
