package io.skerry.store;

import io.skerry.store.embedded.EmbeddedStore;
import java.nio.file.Path;

/** Opens the embedded edge store of a data center. */
public final class EdgeStores {

    private EdgeStores() {}

    /**
     * Opens {@code <folder>/store/} as its owner and serves the other local processes of the data center.
     *
     * @throws StoreException naming the folder, if another process owns it, a newer version wrote it, or it cannot be read
     */
    public static EdgeStore open(Path dataCenterFolder) {
        return EmbeddedStore.open(dataCenterFolder.resolve("store"));
    }
}
