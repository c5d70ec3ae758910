package io.skerry.store;

/** A condition: the key was last modified at this revision; 0 means that it does not exist. */
public record Compare(String key, long modified) {

    /** The key does not exist. */
    public static Compare absent(String key) {
        return new Compare(key, 0);
    }

    /** The key still is as this entry was read. */
    public static Compare unchanged(Entry entry) {
        return new Compare(entry.key(), entry.modified());
    }
}
