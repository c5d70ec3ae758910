package io.skerry.edge.runtime;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An instance that a runtime holds.
 *
 * @param starts how often its process was made
 * @param exit how it ended; null while it runs
 */
public record Workload(Launch launch, int starts, @Nullable Exit exit) {

    /** Whether its process runs. */
    public boolean alive() {
        return exit == null;
    }

    /** How it ended, if it did. */
    public Optional<Exit> end() {
        return Optional.ofNullable(exit);
    }
}
