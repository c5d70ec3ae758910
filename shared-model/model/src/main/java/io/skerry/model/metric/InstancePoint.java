package io.skerry.model.metric;

/**
 * How an instance did in one step. Of what rises and falls the highest value is given.
 *
 * @param ageMillis since the newest sample in it, when it was answered
 * @param spanMillis what time the processor time was used in; 0 if that is not known
 * @param cpuMillis processor time used
 * @param memory bytes its processes have to themselves
 * @param threads of all its processes
 * @param descriptors open files and sockets
 * @param restarts how often its process was made again
 * @param disk bytes in its folder
 */
public record InstancePoint(
        long ageMillis,
        long spanMillis,
        long cpuMillis,
        long memory,
        int threads,
        int descriptors,
        int restarts,
        long disk) {}
