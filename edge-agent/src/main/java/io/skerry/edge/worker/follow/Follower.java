package io.skerry.edge.worker.follow;

import java.util.Set;

/** Follows the keys under a prefix. */
public interface Follower {

    /** The prefix. */
    String prefix();

    /** A key was set. */
    void put(String key, byte[] value);

    /** A key was removed. */
    void deleted(String key);

    /** The keys there are, after a gap in which deletions may have been missed. */
    void onlyThese(Set<String> keys);
}
