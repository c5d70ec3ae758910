package io.skerry.model.metric;

import java.util.List;

/**
 * What a gateway counted since its process began.
 *
 * @param run of that process: another one counts from nothing
 */
public record GatewayTotals(String gateway, String run, List<RouteTotals> routes) {

    public GatewayTotals {
        routes = List.copyOf(routes);
    }
}
