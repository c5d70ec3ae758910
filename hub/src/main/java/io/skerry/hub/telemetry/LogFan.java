package io.skerry.hub.telemetry;

import io.skerry.hub.api.EventStream;
import io.skerry.hub.api.HubException;
import io.skerry.hub.datacenter.SiteStreams;
import io.skerry.model.log.LogLine;
import io.skerry.model.log.LogQuery;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Service;

/** Asks several data centers at once and writes what they say to one reader. A slow reader slows the data centers down, nothing else. */
@Service
class LogFan {

    private static final int WAITING_BATCHES = 8;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final SiteStreams streams;

    LogFan(SiteStreams streams) {
        this.streams = streams;
    }

    /** What one data center said: lines, or how it is. */
    private record Word(String dc, List<LogLine> lines, String state, boolean last) {}

    void run(List<String> sites, LogQuery query, EventStream out) throws IOException, InterruptedException {
        var words = new ArrayBlockingQueue<Word>(WAITING_BATCHES);
        var threads = sites.stream()
                .map(dc -> Thread.ofVirtual().name("log-" + dc).start(() -> ask(dc, query, words)))
                .toList();
        try {
            write(sites.size(), words, out);
        } finally {
            threads.forEach(Thread::interrupt);
        }
    }

    private static void write(int open, BlockingQueue<Word> words, EventStream out)
            throws IOException, InterruptedException {
        while (open > 0) {
            var word = words.poll(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
            if (word == null) {
                out.send("heartbeat", null, Map.of("at", Instant.now()));
                continue;
            }
            for (var line : word.lines()) {
                out.send("line", null, members(word.dc(), line));
            }
            if (!word.state().isEmpty()) {
                out.send(
                        "site",
                        null,
                        Map.of("dataCenter", word.dc(), "state", word.state(), "observedAt", Instant.now()));
            }
            open -= word.last() ? 1 : 0;
        }
    }

    private void ask(String dc, LogQuery query, BlockingQueue<Word> words) {
        try (var lines = streams.logs(dc, query)) {
            words.put(new Word(dc, List.of(), "answered", false));
            while (!lines.ended()) {
                var next = lines.next(LOOK);
                if (!next.isEmpty()) {
                    words.put(new Word(dc, next, "", false));
                }
            }
            words.put(new Word(dc, List.of(), "complete", true));
        } catch (HubException e) {
            unreachable(dc, words);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void unreachable(String dc, BlockingQueue<Word> words) {
        try {
            words.put(new Word(dc, List.of(), "unreachable", true));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, Object> members(String dc, LogLine line) {
        var members = new LinkedHashMap<String, Object>();
        members.put("dataCenter", dc);
        members.put("component", line.stream().component().component());
        members.put("instance", line.stream().id());
        members.put("at", line.at());
        members.put("text", line.text());
        members.put("position", line.position());
        if (line.number() != null) {
            members.put("number", line.number());
        }
        if (line.dropped() != null) {
            members.put("dropped", line.dropped());
        }
        return members;
    }
}
