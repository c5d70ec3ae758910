package io.skerry.model.application;

import io.skerry.model.quantity.ByteSize;
import io.skerry.model.quantity.CpuAmount;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an instance asks for and may use at most. */
public record Resources(
        @Nullable CpuAmount cpu,
        @Nullable ByteSize memory,
        @Nullable CpuAmount cpuLimit,
        @Nullable ByteSize memoryLimit,
        @Nullable ByteSize disk,
        @Nullable Map<String, String> extended) {}
