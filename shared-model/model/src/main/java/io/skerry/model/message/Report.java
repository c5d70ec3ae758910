package io.skerry.model.message;

import org.jspecify.annotations.Nullable;

/**
 * Something the data center says, kept until it is acknowledged.
 *
 * @param seq rises by one within a store; 0 for what is not kept
 * @param ageMillis since it was observed, by the boot clock
 * @param item null when read from a newer version that reports what this one does not know
 */
public record Report(
        Epoch epoch, long seq, long ageMillis, @Nullable ReportItem item) implements Message {}
