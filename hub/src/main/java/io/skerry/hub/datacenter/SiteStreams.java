package io.skerry.hub.datacenter;

import io.skerry.model.log.LogLine;
import io.skerry.model.log.LogQuery;
import io.skerry.model.metric.InstanceSeries;
import io.skerry.model.metric.MetricsQuery;
import io.skerry.model.metric.RouteSeries;
import java.time.Duration;
import java.util.List;

/** Streams from data centers, pulled: what is not taken here is not sent there. */
public interface SiteStreams {

    /**
     * Opens a tail of log lines at a data center.
     *
     * @throws io.skerry.hub.api.HubException AGENT_UNREACHABLE if the data center does not answer
     */
    LogLines logs(String dc, LogQuery query) throws InterruptedException;

    /**
     * What a data center measured, whole or up to {@code mostPoints} points.
     *
     * @throws io.skerry.hub.api.HubException AGENT_UNREACHABLE if the data center does not answer, UNSUPPORTED if its agent is too old
     */
    SiteMeasures measures(String dc, MetricsQuery query, int mostPoints) throws InterruptedException;

    /**
     * What a data center measured.
     *
     * @param whole whether there was no more
     */
    record SiteMeasures(List<InstanceSeries> instances, List<RouteSeries> routes, boolean whole) {

        public SiteMeasures {
            instances = List.copyOf(instances);
            routes = List.copyOf(routes);
        }
    }

    /** An open tail. Used by one thread at a time. */
    interface LogLines extends AutoCloseable {

        /**
         * The next lines; empty if none came in time.
         *
         * @throws io.skerry.hub.api.HubException AGENT_UNREACHABLE if the data center went away
         */
        List<LogLine> next(Duration wait) throws InterruptedException;

        /** Whether everything asked for was given. */
        boolean ended();

        @Override
        void close();
    }
}
