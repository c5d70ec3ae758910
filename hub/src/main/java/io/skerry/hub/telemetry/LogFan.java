package io.skerry.hub.telemetry;

import io.skerry.hub.api.EventStream;
import io.skerry.hub.api.HubException;
import io.skerry.hub.datacenter.SiteStreams;
import io.skerry.model.error.ErrorCode;
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
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Service;

/** Asks several data centers at once and writes what they say to one reader. A slow reader slows the data centers down, nothing else. */
@Service
class LogFan {

    private static final int WAITING_BATCHES = 8;
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    private final SiteStreams streams;
    private final Duration heartbeat;

    @Autowired
    LogFan(SiteStreams streams) {
        this(streams, HEARTBEAT);
    }

    /** @param heartbeat how long a reader hears nothing at most, and keeps reading without being asked who they are */
    LogFan(SiteStreams streams, Duration heartbeat) {
        this.streams = streams;
        this.heartbeat = heartbeat;
    }

    /** What one data center said: lines, or how it is. */
    private record Word(
            String dc,
            List<LogLine> lines,
            String state,
            boolean last,
            @Nullable String message) {

        static Word state(String dc, String state, boolean last) {
            return new Word(dc, List.of(), state, last, null);
        }
    }

    /** Runs until everything is said, the reader is gone, or is no longer {@code allowed}. */
    void run(List<String> sites, LogQuery query, BooleanSupplier allowed, EventStream out)
            throws IOException, InterruptedException {
        var words = new ArrayBlockingQueue<Word>(WAITING_BATCHES);
        var threads = sites.stream()
                .map(dc -> Thread.ofVirtual().name("log-" + dc).start(() -> ask(dc, query, words)))
                .toList();
        try {
            write(sites.size(), words, allowed, out);
        } finally {
            threads.forEach(Thread::interrupt);
        }
    }

    private void write(int open, BlockingQueue<Word> words, BooleanSupplier allowed, EventStream out)
            throws IOException, InterruptedException {
        long asked = System.nanoTime();
        while (open > 0) {
            var word = words.poll(heartbeat.toMillis(), TimeUnit.MILLISECONDS);
            if (word == null || System.nanoTime() - asked > heartbeat.toNanos()) {
                if (!allowed.getAsBoolean()) {
                    return;
                }
                asked = System.nanoTime();
            }
            if (word == null) {
                out.send("heartbeat", null, Map.of("at", Instant.now()));
                continue;
            }
            for (var line : word.lines()) {
                out.send("line", null, members(word.dc(), line));
            }
            if (!word.state().isEmpty()) {
                out.send("site", null, members(word));
            }
            open -= word.last() ? 1 : 0;
        }
    }

    private void ask(String dc, LogQuery query, BlockingQueue<Word> words) {
        try (var lines = streams.logs(dc, query)) {
            words.put(Word.state(dc, "answered", false));
            while (!lines.ended()) {
                var next = lines.next(LOOK);
                if (!next.isEmpty()) {
                    words.put(new Word(dc, next, "", false, null));
                }
            }
            words.put(Word.state(dc, "complete", true));
        } catch (HubException e) {
            end(
                    words,
                    e.code() == ErrorCode.AGENT_UNREACHABLE
                            ? Word.state(dc, "unreachable", true)
                            : new Word(dc, List.of(), "failed", true, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void end(BlockingQueue<Word> words, Word word) {
        try {
            words.put(word);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Map<String, Object> members(Word word) {
        var members = new LinkedHashMap<String, Object>();
        members.put("dataCenter", word.dc());
        members.put("state", word.state());
        members.put("observedAt", Instant.now());
        if (word.message() != null) {
            members.put("message", word.message());
        }
        return members;
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
