package io.skerry.gateway.measure;

import io.skerry.gateway.route.LiveTable;
import io.skerry.measure.Exposition;
import io.skerry.measure.Figures;
import io.skerry.measure.JvmFigures;
import io.skerry.measure.MeasureEndpoint;
import io.skerry.measure.MeasureEndpoint.Page;
import io.skerry.measure.MeasureFiles;
import io.skerry.model.error.LogKeys;
import io.skerry.model.name.DataCenterName;
import io.skerry.store.value.Values;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the gateway's measures out, on loopback. Traffic does not depend on them: without the endpoint everything else goes on. */
public final class Measures implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Measures.class);

    private final RouteMeters routes;
    private final Exposition exposition;
    private final MeasureFiles files;
    private final DataCenterName dataCenter;
    private @Nullable MeasureEndpoint endpoint;

    public Measures(
            RouteMeters routes,
            LiveTable live,
            Figures.Source refusals,
            MeasureFiles files,
            DataCenterName dataCenter) {
        this.routes = routes;
        this.exposition = new Exposition(List.of(new JvmFigures(), new RouteFigures(routes, live), refusals));
        this.files = files;
        this.dataCenter = dataCenter;
    }

    /** Listens, or says why not. */
    public void start() {
        try {
            endpoint = MeasureEndpoint.open(
                    files,
                    0,
                    Map.of("job", "skerry-gateway", "dc", dataCenter.toString()),
                    Map.of(
                            "/metrics",
                            exposition,
                            "/routes",
                            () -> new Page("application/json", Values.write(routes.totals()))));
        } catch (IOException e) {
            LOG.atWarn().addKeyValue(LogKeys.ERROR, e.toString()).log("measures are not given out");
        }
    }

    @Override
    public void close() {
        if (endpoint != null) {
            endpoint.close();
        }
    }
}
