package io.skerry.store;

import org.jspecify.annotations.Nullable;

/**
 * One write.
 *
 * @param value null deletes the key
 * @param lease the key goes when this lease ends; 0 for none
 */
public record Operation(String key, byte @Nullable [] value, long lease) {

    /** Sets a key. */
    public static Operation put(String key, byte[] value) {
        return new Operation(key, value, 0);
    }

    /** Sets a key that lives as long as the lease. */
    public static Operation put(String key, byte[] value, long lease) {
        return new Operation(key, value, lease);
    }

    /** Removes a key. */
    public static Operation delete(String key) {
        return new Operation(key, null, 0);
    }
}
