package io.skerry.edge.monitor;

import io.skerry.edge.report.BootClock.Moment;
import java.util.List;

/** Everything that one look of the monitor found. */
record Tick(Moment at, List<InstanceSample> instances, List<RouteSample> routes) {

    Tick {
        instances = List.copyOf(instances);
        routes = List.copyOf(routes);
    }
}
