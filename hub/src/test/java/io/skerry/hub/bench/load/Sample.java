package io.skerry.hub.bench.load;

import org.jspecify.annotations.Nullable;

/**
 * What became of one request.
 *
 * @param at when it was to be sent, by {@link System#nanoTime}
 * @param nanos from the time it was to be sent at to the end of its answer, or to its failure
 * @param reply null if there was none
 * @param failure null if it was answered 2xx in time
 */
public record Sample(
        Request request,
        long at,
        long nanos,
        @Nullable Reply reply,
        @Nullable String failure) {}
