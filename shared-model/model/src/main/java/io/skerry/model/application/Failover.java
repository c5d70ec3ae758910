package io.skerry.model.application;

import org.jspecify.annotations.Nullable;

/** What happens to components when their data center is lost: {@code duplicate}, {@code wait}, {@code move}. */
public record Failover(@Nullable String stateless, @Nullable String stateful) {}
