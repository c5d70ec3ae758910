package io.skerry.logs.collect;

/**
 * How much of a component may be taken just now: its rate over time, and four seconds' worth at once. What is taken may go beyond, which
 * is made up for later; so no line is ever too long to be taken.
 */
final class Meter {

    private static final double SECONDS_AT_ONCE = 4;
    private static final double NANOS = 1e9;

    private double allowance = Double.MAX_VALUE;
    private long countedAt;

    /** Whether anything may be taken. */
    boolean open(long rate, long nanos) {
        double most = rate * SECONDS_AT_ONCE;
        double since = (nanos - countedAt) / NANOS;
        allowance = allowance > most ? most : Math.min(most, allowance + since * rate);
        countedAt = nanos;
        return allowance > 0;
    }

    /** So much was taken. */
    void took(long bytes) {
        allowance -= bytes;
    }
}
