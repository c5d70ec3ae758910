package io.skerry.model.metric;

import org.jspecify.annotations.Nullable;

/**
 * How a route did in one step.
 *
 * @param ageMillis since the newest sample in it, when it was answered
 * @param spanMillis what time was measured
 * @param requests that ended
 * @param clientErrors those of them answered with 4xx, or given up by the client
 * @param serverErrors those of them answered with 5xx, or broken off
 * @param refused those of them that the gateway answered itself
 * @param received bytes of requests' bodies
 * @param sent bytes of answers' bodies
 * @param open requests and tunnels at once, the most seen
 * @param p50 milliseconds from a request's head to its answer's end; absent if none ended
 */
public record RoutePoint(
        long ageMillis,
        long spanMillis,
        long requests,
        long clientErrors,
        long serverErrors,
        long refused,
        long received,
        long sent,
        int open,
        @Nullable Double p50,
        @Nullable Double p95,
        @Nullable Double p99) {}
