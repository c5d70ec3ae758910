package io.skerry.model.metric;

import io.skerry.model.name.ApplicationRef;
import java.util.List;

/**
 * Points of one route.
 *
 * @param points oldest first; where nothing was asked there is none
 */
public record RouteSeries(ApplicationRef application, String route, List<RoutePoint> points) {

    public RouteSeries {
        points = List.copyOf(points);
    }
}
