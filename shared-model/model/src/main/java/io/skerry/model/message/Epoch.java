package io.skerry.model.message;

/**
 * Who may write for a data center: within one hub incarnation, the highest number.
 *
 * @param incarnation of the hub
 * @param number issued by the database, compared and set
 */
public record Epoch(String incarnation, long number) {}
