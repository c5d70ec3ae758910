package io.skerry.model.application;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which nodes may run it. */
public record Scheduling(
        @Nullable Map<String, String> nodeSelector,
        @Nullable List<Map<String, String>> tolerations,
        @Nullable List<String> spread) {}
