package io.skerry.hub.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.hub.api.EventStream;
import io.skerry.hub.api.HubException;
import io.skerry.hub.datacenter.SiteStreams;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.log.LogLine;
import io.skerry.model.log.LogQuery;
import io.skerry.model.log.LogStream;
import io.skerry.model.metric.MetricsQuery;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class LogFanTests {

    private static final ComponentRef WEB = new ComponentRef(new TenantName("acme"), "shop", "web");
    private static final LogQuery QUERY =
            new LogQuery(WEB.applicationRef(), LogStream.Origin.INSTANCE, null, null, false, null, null, true);

    @Test
    void endsOnceTheReaderMayReadNoMore() throws Exception {
        var asked = new AtomicInteger();
        Tail endless = query -> new Lines(List.of(line("hello")), false);

        var said = run(endless, Duration.ofMillis(1), () -> asked.incrementAndGet() < 3);

        assertThat(asked).hasValue(3);
        assertThat(said).contains("hello").contains("event: heartbeat").doesNotContain("complete");
    }

    @Test
    void givesEveryLineItsNumberAndSaysWhenADataCenterIsDone() throws Exception {
        Tail one = query -> new Lines(List.of(line("hello")), true);

        assertThat(run(one, Duration.ofMinutes(1), () -> true))
                .contains("\"number\":41")
                .contains("\"state\":\"complete\"");
    }

    @Test
    void saysWhyADataCenterRefuses() throws Exception {
        Tail refusing = query -> {
            throw HubException.of(ErrorCode.INVALID_FIELD, "'regex' takes far too long", null);
        };

        assertThat(run(refusing, Duration.ofMinutes(1), () -> true))
                .contains("\"state\":\"failed\"")
                .contains("'regex' takes far too long");
    }

    @Test
    void saysWhichDataCenterDoesNotAnswer() throws Exception {
        Tail away = query -> {
            throw HubException.of(ErrorCode.AGENT_UNREACHABLE, "Data center east does not answer.", null);
        };

        assertThat(run(away, Duration.ofMinutes(1), () -> true)).contains("\"state\":\"unreachable\"");
    }

    /** What a data center's end of a tail does. */
    private interface Tail {
        SiteStreams.LogLines open(LogQuery query);
    }

    private static SiteStreams streams(Tail tail) {
        return new SiteStreams() {
            @Override
            public LogLines logs(String dc, LogQuery query) {
                return tail.open(query);
            }

            @Override
            public SiteMeasures measures(String dc, MetricsQuery query, int mostPoints) {
                throw new AssertionError("nobody asked for measures");
            }
        };
    }

    private static String run(Tail tail, Duration heartbeat, BooleanSupplier allowed)
            throws IOException, InterruptedException {
        var said = new ByteArrayOutputStream();
        new LogFan(streams(tail), heartbeat).run(List.of("east"), QUERY, allowed, EventStream.to(said));
        return said.toString(StandardCharsets.UTF_8);
    }

    private static LogLine line(String text) {
        return new LogLine(LogStream.instance(WEB, "web-1"), 7, Instant.EPOCH, text, null, 41L);
    }

    /** Some lines, and then either the end or nothing more for ever. */
    private static final class Lines implements SiteStreams.LogLines {

        private final Queue<LogLine> left;
        private final boolean ends;

        Lines(List<LogLine> lines, boolean ends) {
            this.left = new ArrayDeque<>(lines);
            this.ends = ends;
        }

        @Override
        public List<LogLine> next(Duration wait) throws InterruptedException {
            var line = left.poll();
            if (line == null) {
                new CountDownLatch(1).await(wait.toMillis(), TimeUnit.MILLISECONDS);
                return List.of();
            }
            return List.of(line);
        }

        @Override
        public boolean ended() {
            return ends && left.isEmpty();
        }

        @Override
        public void close() {
            left.clear();
        }
    }
}
