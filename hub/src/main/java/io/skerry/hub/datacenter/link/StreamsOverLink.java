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
import io.skerry.model.message.MetricsChunk;
import io.skerry.model.message.MetricsRequest;
import io.skerry.model.message.OpenBulk;
import io.skerry.model.metric.InstanceSeries;
import io.skerry.model.metric.MetricsQuery;
import io.skerry.model.metric.RouteSeries;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Streams over a data center's bulk connection, which its agent opens when asked. */
final class StreamsOverLink implements SiteStreams {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int CREDIT = 8;

    private final LiveSites live;

    StreamsOverLink(LiveSites live) {
        this.live = live;
    }

    @Override
    public LogLines logs(String dc, LogQuery query) throws InterruptedException {
        return new Lines(dc, bulk(dc).stream(new LogRequest(query), CREDIT));
    }

    @Override
    public SiteMeasures measures(String dc, MetricsQuery query, int mostPoints) throws InterruptedException {
        try (var in = bulk(dc).stream(new MetricsRequest(query), CREDIT)) {
            return taken(dc, in, mostPoints);
        } catch (LinkRefused e) {
            throw HubException.of(e.why().code(), e.why().message(), e.why().advice());
        } catch (LinkClosed e) {
            throw unreachable(dc);
        }
    }

    private static SiteMeasures taken(String dc, Incoming in, int mostPoints) throws InterruptedException {
        var instances = new ArrayList<InstanceSeries>();
        var routes = new ArrayList<RouteSeries>();
        var until = System.nanoTime() + PATIENCE.toNanos();
        var points = 0;
        while (!in.ended()) {
            if (System.nanoTime() > until) {
                throw unreachable(dc);
            }
            if (in.next(LOOK) instanceof MetricsChunk chunk) {
                points += points(chunk);
                if (points > mostPoints) {
                    return new SiteMeasures(instances, routes, false);
                }
                instances.addAll(chunk.instances());
                routes.addAll(chunk.routes());
            }
        }
        return new SiteMeasures(instances, routes, true);
    }

    private static int points(MetricsChunk chunk) {
        return chunk.instances().stream().mapToInt(s -> s.points().size()).sum()
                + chunk.routes().stream().mapToInt(s -> s.points().size()).sum();
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
