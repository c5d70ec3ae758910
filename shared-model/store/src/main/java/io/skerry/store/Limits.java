package io.skerry.store;

import java.time.Duration;
import java.util.HashSet;

/** What every store refuses, in the same words. */
public final class Limits {

    private Limits() {}

    /**
     * Passes a transaction that keeps within the limits of {@link EdgeStore} and writes each key once.
     *
     * @throws StoreException naming the key, the size and the limit
     */
    public static void check(Txn txn) {
        if (txn.operations().size() > EdgeStore.MAX_OPERATIONS) {
            throw new StoreException("a transaction has " + txn.operations().size() + " operations, at most "
                    + EdgeStore.MAX_OPERATIONS + " are allowed");
        }
        txn.compares().forEach(compare -> checkKey(compare.key()));
        var written = new HashSet<String>();
        var total = 0L;
        for (var operation : txn.operations()) {
            checkKey(operation.key());
            var value = operation.value();
            var size = value == null ? 0 : value.length;
            if (size > EdgeStore.MAX_VALUE) {
                throw new StoreException("the value of " + operation.key() + " has " + size + " bytes, at most "
                        + EdgeStore.MAX_VALUE + " are allowed");
            }
            if (!written.add(operation.key())) {
                throw new StoreException(operation.key() + " is written twice in one transaction");
            }
            total += size;
        }
        if (total > EdgeStore.MAX_TRANSACTION) {
            throw new StoreException("the values of a transaction have " + total + " bytes together, at most "
                    + EdgeStore.MAX_TRANSACTION + " are allowed");
        }
    }

    /** Passes a key: 1 to 512 characters of printable ASCII. */
    public static void checkKey(String key) {
        if (key.isEmpty()) {
            throw new StoreException("a key is empty");
        }
        checkPrefix(key);
    }

    /** Passes a prefix: up to 512 characters of printable ASCII; the empty one names every key. */
    public static void checkPrefix(String prefix) {
        if (prefix.length() > EdgeStore.MAX_KEY) {
            throw new StoreException("the key " + prefix.substring(0, 40) + "… has " + prefix.length()
                    + " characters, at most " + EdgeStore.MAX_KEY + " are allowed");
        }
        for (var i = 0; i < prefix.length(); i++) {
            var c = prefix.charAt(i);
            if (c < ' ' || c > '~') {
                throw new StoreException(
                        "a key holds the character U+%04X at position %d, only printable ASCII is allowed"
                                .formatted((int) c, i));
            }
        }
    }

    /** Passes a lease's time to live: at least a millisecond. */
    public static void checkTtl(Duration ttl) {
        if (ttl.toMillis() <= 0) {
            throw new StoreException("a lease needs a time to live above zero, not " + ttl);
        }
    }
}
