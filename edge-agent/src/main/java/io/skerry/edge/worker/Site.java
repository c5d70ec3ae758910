package io.skerry.edge.worker;

import io.skerry.edge.runtime.WorkloadRuntime;
import io.skerry.edge.worker.follow.GatewayTables;
import io.skerry.edge.worker.instance.Timings;
import io.skerry.edge.worker.port.PortLedger;
import io.skerry.edge.worker.port.Relays;
import io.skerry.edge.worker.volume.Overfull;
import io.skerry.store.EdgeStore;
import java.time.InstantSource;

/** What the loops of a data center's components share. */
record Site(
        WorkerSettings settings,
        EdgeStore store,
        WorkloadRuntime runtime,
        PortLedger ports,
        Relays relays,
        GatewayTables gateways,
        Neighbours neighbours,
        Overfull overfull,
        InstantSource time) {

    Timings timings() {
        return settings.timings();
    }
}
