package io.skerry.edge;

import io.skerry.measure.Exposition;
import io.skerry.measure.Figures;
import io.skerry.measure.JvmFigures;
import io.skerry.measure.MeasureEndpoint;
import io.skerry.measure.MeasureFiles;
import io.skerry.model.error.LogKeys;
import io.skerry.model.name.DataCenterName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Gives the agent's own measures to Prometheus, on loopback. Nothing depends on them: without the endpoint everything else goes on. */
final class AgentMeasures implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AgentMeasures.class);

    private final @Nullable MeasureEndpoint endpoint;

    private AgentMeasures(@Nullable MeasureEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    static AgentMeasures open(Path dataCenterFolder, DataCenterName dataCenter, List<Figures.Source> parts) {
        var sources = new ArrayList<Figures.Source>(List.of(new JvmFigures()));
        sources.addAll(parts);
        try {
            return new AgentMeasures(MeasureEndpoint.open(
                    new MeasureFiles(dataCenterFolder.resolve("agent")),
                    0,
                    Map.of("job", "skerry-agent", "dc", dataCenter.toString()),
                    Map.of("/metrics", new Exposition(sources))));
        } catch (IOException e) {
            LOG.atWarn().addKeyValue(LogKeys.ERROR, e.toString()).log("measures are not given out");
            return new AgentMeasures(null);
        }
    }

    @Override
    public void close() {
        if (endpoint != null) {
            endpoint.close();
        }
    }
}
