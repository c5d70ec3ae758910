package io.skerry.edge.worker;

import io.skerry.edge.worker.instance.Timings;
import io.skerry.model.name.DataCenterName;
import java.nio.file.Path;

/**
 * What the worker is told about its data center.
 *
 * @param folder the data center's folder
 * @param firstPort of the data center's slice; instances get {@code first+100 … first+599}, dependants {@code first+600 … last}
 * @param lastPort of the slice
 * @param path {@code PATH} that instances begin with
 */
public record WorkerSettings(
        DataCenterName dataCenter, Path folder, int firstPort, int lastPort, String path, Timings timings) {

    private static final int INSTANCES = 100;
    private static final int RELAYS = 600;

    public WorkerSettings {
        if (firstPort < 1 || lastPort > 65_535 || lastPort < firstPort + RELAYS) {
            throw new IllegalArgumentException("the slice of ports " + firstPort + "-" + lastPort
                    + " must lie within 1 to 65535 and hold more than " + RELAYS + " ports");
        }
    }

    /** The settings of production, with the agent's own {@code PATH}. */
    public static WorkerSettings production(DataCenterName dataCenter, Path folder, int firstPort, int lastPort) {
        var path = System.getenv().getOrDefault("PATH", "/usr/local/bin:/usr/bin:/bin");
        return new WorkerSettings(dataCenter, folder, firstPort, lastPort, path, Timings.PRODUCTION);
    }

    int firstInstancePort() {
        return firstPort + INSTANCES;
    }

    int lastInstancePort() {
        return firstPort + RELAYS - 1;
    }

    int firstRelayPort() {
        return firstPort + RELAYS;
    }
}
