package io.skerry.store;

/**
 * What became of a transaction.
 *
 * @param done whether the compares held
 * @param revision of this transaction, or the current one if nothing was written
 */
public record TxnResult(boolean done, long revision) {}
