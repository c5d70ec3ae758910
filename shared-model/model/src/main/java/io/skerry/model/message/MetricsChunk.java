package io.skerry.model.message;

import io.skerry.model.metric.InstanceSeries;
import io.skerry.model.metric.RouteSeries;
import java.util.List;

/** Some of the asked series, each whole. */
public record MetricsChunk(List<InstanceSeries> instances, List<RouteSeries> routes) implements Message {

    public MetricsChunk {
        instances = List.copyOf(instances);
        routes = List.copyOf(routes);
    }
}
