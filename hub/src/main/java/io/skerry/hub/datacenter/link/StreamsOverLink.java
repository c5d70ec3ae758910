package io.skerry.hub.datacenter.link;

import io.skerry.hub.api.HubException;
import io.skerry.hub.datacenter.SiteStreams;
import io.skerry.link.session.Incoming;
import io.skerry.link.session.LinkClosed;
import io.skerry.link.session.LinkRefused;
import io.skerry.link.session.Session;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.log.LogLine;
import io.skerry.model.log.LogQuery;
import io.skerry.model.message.LogChunk;
import io.skerry.model.message.LogRequest;
import io.skerry.model.message.OpenBulk;
import java.time.Duration;
import java.util.List;

/** Streams over a data center's bulk connection, which its agent opens when asked. */
final class StreamsOverLink implements SiteStreams {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int CREDIT = 8;

    private final LiveSites live;

    StreamsOverLink(LiveSites live) {
        this.live = live;
    }

    @Override
    public LogLines logs(String dc, LogQuery query) throws InterruptedException {
        return new Lines(dc, bulk(dc).stream(new LogRequest(query), CREDIT));
    }

    private Session bulk(String dc) throws InterruptedException {
        var site = live.find(dc).orElseThrow(() -> unreachable(dc));
        var open = site.bulk();
        if (open.isPresent()) {
            return open.get();
        }
        try {
            site.control().request(new OpenBulk(site.epoch()), PATIENCE);
        } catch (LinkClosed | LinkRefused e) {
            throw unreachable(dc);
        }
        return site.awaitBulk(PATIENCE).orElseThrow(() -> unreachable(dc));
    }

    private static HubException unreachable(String dc) {
        return HubException.of(
                ErrorCode.AGENT_UNREACHABLE,
                "Data center " + dc + " does not answer.",
                "See the state of its link, and try again when it is current.");
    }

    private record Lines(String dc, Incoming in) implements LogLines {

        @Override
        public List<LogLine> next(Duration wait) throws InterruptedException {
            try {
                return in.next(wait) instanceof LogChunk chunk ? chunk.lines() : List.of();
            } catch (LinkRefused e) {
                throw HubException.of(e.why().code(), e.why().message(), e.why().advice());
            } catch (LinkClosed e) {
                throw unreachable(dc);
            }
        }

        @Override
        public boolean ended() {
            return in.ended();
        }

        @Override
        public void close() {
            in.close();
        }
    }
}
