package io.skerry.model.seen;

/**
 * What the worker found out about its machine; the value of {@code seen/machine}.
 *
 * @param limits how instances are held to their limits: {@code v1 (memory, cpu, pids)} or {@code v2 (…)} by control groups, {@code none:} and
 *     why if they are only watched
 */
public record MachineSeen(String limits) {}
