package io.skerry.model.application;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is started.
 *
 * @param process a process type of the source's Procfile, {@code web} if absent
 * @param command replaces the process type's command line; arguments, not a shell line
 * @param workingDirectory relative to the source's folder
 */
public record RunSpec(
        @Nullable String process,
        @Nullable List<String> command,
        @Nullable String workingDirectory) {

    public RunSpec {
        command = command == null ? null : List.copyOf(command);
    }
}
