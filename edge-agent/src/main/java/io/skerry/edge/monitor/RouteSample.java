package io.skerry.edge.monitor;

import io.skerry.model.metric.RouteTotals;

/**
 * What a route did since the tick before.
 *
 * @param counts since then; {@code open} is that of the moment
 */
record RouteSample(long spanMillis, RouteTotals counts) {}
