package io.skerry.testkit.store;

import io.skerry.store.EdgeStore;
import io.skerry.store.EdgeStores;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

class SocketStoreContractIT extends LeaseContract {

    @TempDir
    private Path folder;

    private EdgeStore owner = new InMemoryEdgeStore();

    @Override
    protected EdgeStore newStore() {
        owner = EdgeStores.open(folder);
        return EdgeStores.connect(folder);
    }

    @AfterEach
    void closeOwner() {
        owner.close();
    }
}
