package io.skerry.store;

import io.skerry.store.embedded.EmbeddedStore;
import io.skerry.store.socket.client.SocketStore;
import io.skerry.store.socket.server.StoreServer;
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
        var store = EmbeddedStore.open(dataCenterFolder.resolve("store"));
        try {
            return new OwnedStore(store, StoreServer.serve(store, dataCenterFolder));
        } catch (StoreException e) {
            store.close();
            throw e;
        }
    }

    /**
     * The store whose owner is another process of this machine; it may start later and come and go: calls wait 5 s for it, then fail with
     * {@link StoreException}.
     */
    public static EdgeStore connect(Path dataCenterFolder) {
        return SocketStore.connect(dataCenterFolder);
    }
}
