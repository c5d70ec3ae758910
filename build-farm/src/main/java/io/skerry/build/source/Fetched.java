package io.skerry.build.source;

import io.skerry.model.build.BuildResult.ResolvedSource;
import java.nio.file.Path;
import java.util.List;

/**
 * A source that is here.
 *
 * @param folder the one to build
 * @param resolved what exactly it is
 * @param warnings sentences for the user
 */
public record Fetched(Path folder, ResolvedSource resolved, List<String> warnings) {
    public Fetched {
        warnings = List.copyOf(warnings);
    }
}
