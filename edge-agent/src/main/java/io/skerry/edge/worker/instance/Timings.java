package io.skerry.edge.worker.instance;

import java.time.Duration;

/**
 * How patient the worker is.
 *
 * @param firstDelay before an instance that ended is started again; doubles with every end in a row
 * @param longestDelay the most it doubles to
 * @param stableAfter an instance that ran so long begins at {@code firstDelay} again
 * @param exitsToGiveUp so many ends of a release's new instances stop its rollout
 * @param leaveWithin how long gateways may take to drop an address before the drain begins anyway
 * @param portRest how long a port stays unused before another component gets it
 * @param reportEvery shortest time between two reports of one component
 * @param eagerProbe how often an instance is asked until it is ready for the first time, at most its probe's period
 * @param assumeReadyAfter an instance nobody can ask counts as ready after running so long
 * @param retryStore how long to wait before the store is asked again after it did not answer
 */
public record Timings(
        Duration firstDelay,
        Duration longestDelay,
        Duration stableAfter,
        int exitsToGiveUp,
        Duration leaveWithin,
        Duration portRest,
        Duration reportEvery,
        Duration eagerProbe,
        Duration assumeReadyAfter,
        Duration retryStore) {

    /** What production runs with. */
    public static final Timings PRODUCTION = new Timings(
            Duration.ofSeconds(1),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            3,
            Duration.ofSeconds(10),
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            Duration.ofMillis(250),
            Duration.ofSeconds(2),
            Duration.ofSeconds(2));

    /** How often volumes are looked at. */
    public Duration lookAtVolumes() {
        return retryStore.multipliedBy(5);
    }

    /** How long to wait before the start after so many ends in a row. */
    public Duration delay(int ends) {
        var doublings = Math.clamp(ends - 1L, 0, 30);
        var delay = firstDelay.multipliedBy(1L << doublings);
        return delay.compareTo(longestDelay) < 0 ? delay : longestDelay;
    }
}
