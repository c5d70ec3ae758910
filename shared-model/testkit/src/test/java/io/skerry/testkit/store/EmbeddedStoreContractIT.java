package io.skerry.testkit.store;

import io.skerry.store.EdgeStore;
import io.skerry.store.EdgeStores;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedStoreContractIT extends LeaseContract {

    @TempDir
    private Path folder;

    @Override
    protected EdgeStore newStore() {
        return EdgeStores.open(folder);
    }
}
