package io.skerry.store;

import java.util.Arrays;
import java.util.Objects;

/**
 * A key and what it holds.
 *
 * @param created revision of the put that made it
 * @param modified revision of the last put
 * @param lease id of its lease, 0 if none
 */
public record Entry(String key, byte[] value, long created, long modified, long lease) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Entry that
                && key.equals(that.key)
                && modified == that.modified
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Objects.hash(key, modified);
    }

    @Override
    public String toString() {
        return key + "@" + modified;
    }
}
