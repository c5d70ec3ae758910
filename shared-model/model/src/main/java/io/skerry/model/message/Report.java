package io.skerry.model.message;

/**
 * Something the data center says, kept until it is acknowledged.
 *
 * @param seq rises by one within a store
 * @param ageMillis since it was observed, by the boot clock
 */
public record Report(Epoch epoch, long seq, long ageMillis, ReportItem item) implements Message {}
