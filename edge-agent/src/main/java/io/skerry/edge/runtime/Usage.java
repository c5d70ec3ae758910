package io.skerry.edge.runtime;

import io.skerry.model.name.ComponentRef;

/**
 * What an instance uses now.
 *
 * @param run how often its process was made; another run counts its processor time from nothing
 * @param cpuMillis processor time that its processes have used
 * @param memory bytes they have to themselves
 * @param threads of all of them
 * @param descriptors open files and sockets of all of them
 * @param disk bytes in its folder, as last looked at
 */
public record Usage(
        ComponentRef component,
        String instance,
        int run,
        long cpuMillis,
        long memory,
        int threads,
        int descriptors,
        long disk) {}
