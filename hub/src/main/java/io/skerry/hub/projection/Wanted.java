package io.skerry.hub.projection;

import io.skerry.hub.resource.Database;
import java.util.Optional;

/** What data centers must hold now, by key. */
public final class Wanted {

    private final Database database;

    Wanted(Database database) {
        this.database = database;
    }

    /** The object under that key, as the data center is told it; empty if it must hold none. */
    public Optional<byte[]> body(String dc, String key) {
        return database.platform(() -> database.sql()
                .sql("select body from site_object where dc = ? and key = ? and not tombstone")
                .params(dc, key)
                .query(byte[].class)
                .optional());
    }
}
