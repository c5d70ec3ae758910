package io.skerry.model.message;

import io.skerry.model.log.LogQuery;

/** Opens a request-stream of {@link LogChunk}s on {@code bulk}. */
public record LogRequest(LogQuery query) implements Message {}
