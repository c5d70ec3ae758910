package io.skerry.model.application;

import io.skerry.model.quantity.TimeSpan;
import org.jspecify.annotations.Nullable;

/** When a component of type {@code cron} runs. */
public record Schedule(
        String cron,
        @Nullable String timeZone,
        @Nullable String concurrency,
        @Nullable TimeSpan deadline) {}
