package io.skerry.edge.link;

import io.skerry.model.message.MetricsChunk;
import io.skerry.model.metric.MetricsQuery;

/** Where measures come from. */
@FunctionalInterface
public interface MetricsSource {

    /**
     * The asked series.
     *
     * @throws IllegalStateException if nobody measures here
     */
    Iterable<MetricsChunk> answer(MetricsQuery query);
}
