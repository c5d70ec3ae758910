package io.skerry.edge.monitor;

import io.skerry.measure.MeasureClient;
import io.skerry.measure.MeasureFiles;
import io.skerry.model.metric.GatewayTotals;
import io.skerry.store.StoreException;
import io.skerry.store.value.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What the data center's gateway counts. */
@FunctionalInterface
interface GatewaySource {

    /** Its counts; empty if it does not answer. */
    Optional<GatewayTotals> ask();

    /** The gateway of this machine, at the endpoint that it publishes in the data center's folder. */
    static GatewaySource in(Path dataCenterFolder) {
        var client = new MeasureClient(new MeasureFiles(dataCenterFolder.resolve("gateway")));
        return () -> {
            try {
                return client.get("/routes").map(page -> Values.read(page, GatewayTotals.class));
            } catch (IOException | StoreException _) {
                // It restarts, or there is none: its routes have a gap then, which is what happened.
                return Optional.empty();
            }
        };
    }
}
