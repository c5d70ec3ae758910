package io.skerry.logs.buffer;

import java.util.function.Supplier;

/** Says of a batch, before its text is read, whether that is wanted. */
@FunctionalInterface
public interface Glance {

    /** Everything with its text. */
    Glance WHOLE = (at, grams) -> true;

    /** Nothing but what stands before the text. */
    Glance BARE = (at, grams) -> false;

    /**
     * Whether the text is wanted.
     *
     * @param at when the batch was read, in milliseconds since 1970
     * @param grams the filter of what occurs in the text, empty if it has none
     */
    boolean wants(long at, Supplier<byte[]> grams);
}
