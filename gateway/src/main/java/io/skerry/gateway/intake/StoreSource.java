package io.skerry.gateway.intake;

import io.skerry.store.EdgeStore;

/** Opens the data center's edge store. */
@FunctionalInterface
public interface StoreSource {

    /**
     * A connection that mends itself from here on.
     *
     * @throws io.skerry.store.StoreException if the store cannot be reached now
     */
    EdgeStore connect();
}
