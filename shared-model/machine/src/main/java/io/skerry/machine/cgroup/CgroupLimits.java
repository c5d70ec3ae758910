package io.skerry.machine.cgroup;

import org.jspecify.annotations.Nullable;

/**
 * What the processes of a group may use together; null: as much as there is.
 *
 * @param memory bytes
 * @param cpuShare thousandths of a core that they get when everybody wants the machine
 * @param cpuLimit thousandths of a core that they never get more of
 * @param processes processes and threads
 */
public record CgroupLimits(
        @Nullable Long memory,
        @Nullable Integer cpuShare,
        @Nullable Integer cpuLimit,
        @Nullable Integer processes) {}
