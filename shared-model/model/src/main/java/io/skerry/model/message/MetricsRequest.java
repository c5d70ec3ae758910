package io.skerry.model.message;

import io.skerry.model.metric.MetricsQuery;

/** Opens a request-stream of {@link MetricsChunk}s on {@code bulk}. */
public record MetricsRequest(MetricsQuery query) implements Message {}
