package io.skerry.hub.keys;

/** Wraps what must not lie open in the database, its backups and its replicas. */
public interface Wrapping {

    /**
     * The bytes, unreadable and unchangeable for whoever has not the key.
     *
     * @param purpose what they are for: they unwrap for nothing else
     */
    byte[] wrap(byte[] plain, String purpose);

    /**
     * The bytes that were wrapped.
     *
     * @throws IllegalStateException if they were wrapped by another key or for another purpose, or were changed
     */
    byte[] unwrap(byte[] wrapped, String purpose);

    /** Equal for equal bytes; without the key nobody finds out the bytes by trying. 32 hex digits. */
    String fingerprint(byte[] plain);
}
