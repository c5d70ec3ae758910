package io.skerry.edge.runtime;

import org.jspecify.annotations.Nullable;

/**
 * What one instance may use; null: as much as there is.
 *
 * @param memory bytes
 * @param cpuShare thousandths of a core that it gets when everybody wants the machine
 * @param cpuLimit thousandths of a core that it never gets more of
 * @param processes processes and threads
 * @param disk bytes of its own folder
 */
public record Limits(
        @Nullable Long memory,
        @Nullable Integer cpuShare,
        @Nullable Integer cpuLimit,
        @Nullable Integer processes,
        @Nullable Long disk) {

    /** Nothing is limited. */
    public static final Limits NONE = new Limits(null, null, null, null, null);
}
