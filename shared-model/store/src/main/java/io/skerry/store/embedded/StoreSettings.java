package io.skerry.store.embedded;

import io.skerry.store.embedded.history.KeptHistory;
import java.time.Duration;

/**
 * How one store's file is kept.
 *
 * @param synchronous SQLite's own word for when it syncs; only {@code FULL} makes an acknowledged write durable
 */
record StoreSettings(String synchronous, KeptHistory history) {

    static final StoreSettings DEFAULT =
            new StoreSettings("FULL", new KeptHistory(100_000, 64L << 20, Duration.ofHours(24)));
}
