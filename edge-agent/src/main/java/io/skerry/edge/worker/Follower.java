package io.skerry.edge.worker;

import java.util.Set;

/** Follows the keys under a prefix. */
interface Follower {

    String prefix();

    void put(String key, byte[] value);

    void deleted(String key);

    /** The keys there are, after a gap in which deletions may have been missed. */
    void onlyThese(Set<String> keys);
}
