package io.skerry.store;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A small, ordered, durable key-value store with revisions, transactions, watches and leases; the same promises embedded and on etcd.
 *
 * <p>A write returns once it is durable. Revisions rise by one per writing transaction. Limits, the same everywhere: keys up to 512 bytes
 * of printable ASCII, values up to 1 MiB, 128 operations and 32 MiB of values per transaction; what passes them is refused with {@link StoreException}. All
 * methods block; call them from virtual threads. Methods throw {@link StoreException} when the store does not answer; after that a write
 * may or may not have happened, so guard it by a compare.
 */
public interface EdgeStore extends AutoCloseable {

    /** Largest value in bytes. */
    int MAX_VALUE = 1 << 20;
    /** Most operations in one transaction. */
    int MAX_OPERATIONS = 128;
    /** Longest key in bytes. */
    int MAX_KEY = 512;
    /** Most bytes that the values of one transaction hold together. */
    int MAX_TRANSACTION = 32 << 20;

    /** A random identity given at first start; a new one means that the data center lost its memory. */
    String storeId();

    /** The revision of the last writing transaction; 0 if there was none. */
    long revision();

    /** The entry of a key, null if there is none. */
    @Nullable
    Entry get(String key);

    /** Every live entry whose key starts with the prefix, in key order, and the revision they were read at. */
    Listing list(String prefix);

    /** Does all operations if all compares hold, else nothing. */
    TxnResult txn(Txn txn);

    /** Sets a key whatever it held; returns the revision. */
    default long put(String key, byte[] value) {
        return txn(Txn.of(Operation.put(key, value))).revision();
    }

    /** Removes a key; nothing happens if it is not there. Returns the revision. */
    default long delete(String key) {
        return txn(Txn.of(Operation.delete(key))).revision();
    }

    /**
     * Calls the listener with every change of keys under the prefix after {@code afterRevision}, in revision order, each exactly once,
     * on a virtual thread of the watch's own. All changes of one transaction come in one call. A lost connection is mended inside; what
     * the store no longer keeps, or a revision it never reached, ends the watch with {@link WatchListener#compacted}. A slow listener
     * holds up nobody but itself.
     */
    Watch watch(String prefix, long afterRevision, WatchListener listener);

    /**
     * A lease that must be renewed within {@code ttl}, else its keys are deleted. Time runs on the monotonic clock of the store's owner
     * and stands still while the owner does; a restart of the owner gives every lease its full time again.
     */
    Lease lease(Duration ttl);

    /** Releases connections and, for the holder, the file lock; leases granted here run out by themselves. */
    @Override
    void close();

    /** Entries and the revision at which they were read. */
    record Listing(long revision, List<Entry> entries) {
        public Listing {
            entries = List.copyOf(entries);
        }
    }

    /** A running watch. */
    interface Watch extends AutoCloseable {
        /** Ends it; no call to the listener begins after this returns. One that runs is not waited for. */
        @Override
        void close();
    }

    /** What a watch calls. */
    interface WatchListener {
        /** Changes of one revision, in key order. */
        void changed(long revision, List<Change> changes);

        /**
         * Changes after the asked revision are no longer kept: list again and watch from there. The watch has ended.
         *
         * @param oldestRevision changes after this one are kept
         */
        void compacted(long oldestRevision);

        /** Every change up to this revision was delivered; called now and then while others' keys change and these do not. */
        default void progressed(long revision) {}
    }

    /** A held lease. */
    interface Lease extends AutoCloseable {
        /** Its id, for {@link Operation#put(String, byte[], long)}. */
        long id();

        /** Renews it; false if it already ran out. */
        boolean renew();

        /** Gives it up; its keys are deleted. */
        @Override
        void close();
    }
}
