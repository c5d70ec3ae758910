package io.skerry.hub.datacenter;

import io.skerry.model.log.LogLine;
import io.skerry.model.log.LogQuery;
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
