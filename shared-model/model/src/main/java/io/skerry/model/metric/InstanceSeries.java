package io.skerry.model.metric;

import io.skerry.model.name.ComponentRef;
import java.util.List;

/**
 * Points of one instance.
 *
 * @param points oldest first; where nothing was measured there is none
 */
public record InstanceSeries(ComponentRef component, String instance, List<InstancePoint> points) {

    public InstanceSeries {
        points = List.copyOf(points);
    }
}
