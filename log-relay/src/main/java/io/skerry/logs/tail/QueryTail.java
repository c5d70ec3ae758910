package io.skerry.logs.tail;

import io.skerry.logs.buffer.Batch;
import io.skerry.logs.buffer.Buffer;
import io.skerry.logs.buffer.BufferReader;
import io.skerry.logs.buffer.Glance;
import io.skerry.logs.buffer.StreamState;
import io.skerry.logs.line.Records;
import io.skerry.logs.rule.Rules;
import io.skerry.logs.search.LineMatcher;
import io.skerry.logs.tail.BatchLines.Look;
import io.skerry.model.log.LogLine;
import io.skerry.model.log.LogQuery;
import io.skerry.model.log.LogStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Answers a query from the buffer: the last lines of each stream, found by going back, or else every batch from where the query
 * begins; then what comes, if it follows, until the single instance or build it asks for has ended. A search passes over the batches that
 * can't hold what it wants, and doesn't count what is missing between those that can.
 */
public final class QueryTail implements LogTail {

    private static final long FIRST_FINDS_NANOS = Duration.ofMillis(50).toNanos();

    private final Buffer buffer;
    private final LogQuery query;
    private final int lineBytes;
    private final Rules rules;
    private final BufferReader reader;
    private final ReentrantLock use = new ReentrantLock();
    private final Map<Integer, Optional<LogStream>> wanted = new HashMap<>();
    private final Map<Integer, Long> nextLine = new HashMap<>();
    private final Map<Integer, Long> linesBefore = new HashMap<>();
    private final @Nullable LineMatcher matcher;
    private final Glance glance;
    private final long since;
    private final long until;
    private final long newest;
    private final long sweepTo;
    private final @Nullable LastLines last;
    private int picked;
    private @Nullable BatchLines current;
    private volatile boolean ended;
    private volatile boolean closed;

    private QueryTail(Buffer buffer, LogQuery query, int lineBytes, Rules rules) throws IOException {
        this.buffer = buffer;
        this.query = query;
        this.lineBytes = lineBytes;
        this.rules = rules;
        this.since = query.since() == null ? Long.MIN_VALUE : query.since().toEpochMilli();
        this.until = query.until() == null ? Long.MAX_VALUE : query.until().toEpochMilli();
        this.matcher = LineMatcher.of(query.match()).orElse(null);
        this.glance = (at, grams) -> at >= since && at < until && (matcher == null || matcher.mayBeIn(grams.get()));
        this.newest = buffer.last();
        var streams = buffer.streams(new Selection(query)::takes);
        streams.forEach(stream -> wanted.put(stream.number(), Optional.of(stream.stream())));
        this.reader = buffer.reader();
        if (query.tail() == null) {
            this.last = null;
            this.sweepTo = query.follow() ? Long.MAX_VALUE : newestOf(streams);
            reader.goTo(beginning(streams));
            if (query.since() == null) {
                long oldest = buffer.oldest();
                streams.stream().filter(stream -> stream.first() >= oldest).forEach(this::isShownFromItsBeginning);
            }
        } else {
            boolean plain =
                    streams.stream().allMatch(stream -> look(stream.stream()).plain());
            this.last =
                    LastLines.of(reader, streams, query.tail(), since, plain ? Glance.BARE : glance, this::linesWanted);
            this.sweepTo = query.follow() ? Long.MAX_VALUE : 0;
            streams.forEach(stream -> linesBefore.put(stream.number(), stream.lines()));
        }
    }

    /** Begins to answer; what counts as history is what the buffer holds now. */
    public static LogTail open(Buffer buffer, LogQuery query, int lineBytes, Rules rules) throws IOException {
        return new QueryTail(buffer, query, lineBytes, rules);
    }

    @Override
    public List<LogLine> next(int max, Duration wait) throws InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        var lines = new ArrayList<LogLine>();
        use.lock();
        try {
            while (!closed) {
                long seen = buffer.last();
                fill(lines, max, deadline);
                long left = deadline - System.nanoTime();
                if (!lines.isEmpty() || ended || left <= 0) {
                    break;
                }
                buffer.awaitBeyond(seen, Duration.ofNanos(left));
            }
            return lines;
        } finally {
            use.unlock();
        }
    }

    @Override
    public boolean ended() {
        return ended || closed;
    }

    @Override
    public void close() {
        closed = true;
        buffer.wake();
        use.lock();
        try {
            reader.close();
        } finally {
            use.unlock();
        }
    }

    /** Gives what was found so far after a moment, since the next find of a search may be long in coming. */
    private void fill(List<LogLine> lines, int max, long deadline) {
        long handOver = System.nanoTime() + FIRST_FINDS_NANOS;
        while (lines.size() < max && !closed) {
            long now = System.nanoTime();
            if (lines.isEmpty() ? now - deadline > 0 && now - handOver > 0 : now - handOver > 0) {
                return;
            }
            if (current == null) {
                // Asked before: what has ended gets no more lines.
                boolean complete = !query.follow() || oneThatEnded();
                var batch = nextBatch();
                if (batch == null) {
                    ended = complete;
                    return;
                }
                current = linesOf(batch);
            }
            if (current != null && current.drainTo(lines, max)) {
                current = null;
            }
        }
    }

    /** Whether the query is for a single instance or build, and that one will say no more. */
    private boolean oneThatEnded() {
        var streams = query.id() == null ? List.<StreamState>of() : buffer.streams(new Selection(query)::takes);
        return !streams.isEmpty() && streams.stream().allMatch(StreamState::ended);
    }

    private @Nullable Batch nextBatch() {
        while (last != null && picked < last.indexes().length) {
            var batch = reader.at(last.indexes()[picked++], glance);
            if (batch != null) {
                return batch;
            }
        }
        if (last != null && picked++ == last.indexes().length) {
            reader.goBehind(newest);
            linesBefore.forEach(nextLine::putIfAbsent);
        }
        return reader.next(this::wants, sweepTo, glance);
    }

    private Look look(LogStream stream) {
        boolean build = stream.origin() == LogStream.Origin.BUILD;
        var records = build ? Records.LINES : rules.of(stream.component()).records();
        return new Look(lineBytes, records, matcher);
    }

    private int linesWanted(Batch batch) {
        var stream = wanted.getOrDefault(batch.number(), Optional.empty());
        return stream.isPresent() && batch.at() < until ? look(stream.get()).count(batch) : 0;
    }

    private @Nullable BatchLines linesOf(Batch batch) {
        var stream = wanted.getOrDefault(batch.number(), Optional.empty());
        if (stream.isEmpty() || batch.lines() == 0 || batch.at() < since || batch.at() >= until) {
            return null;
        }
        var surplus = last == null ? null : last.surplus().remove(batch.number());
        int skip = surplus == null ? 0 : surplus;
        var look = look(stream.get());
        if (matcher != null) {
            return matcher.needsLookInto(batch.text()) ? new BatchLines(stream.get(), batch, look, skip, 0) : null;
        }
        long expected = nextLine.getOrDefault(batch.number(), batch.firstLine() - batch.dropped());
        nextLine.put(batch.number(), batch.firstLine() + batch.lines());
        return new BatchLines(stream.get(), batch, look, skip, batch.firstLine() - expected);
    }

    private boolean wants(int number) {
        return wanted.computeIfAbsent(number, this::looksWanted).isPresent();
    }

    /** A stream that wasn't there when the query began. */
    private Optional<LogStream> looksWanted(int number) {
        var state = buffer.stream(number);
        if (state == null || !query.follow() || query.previous() || !new Selection(query).takes(state)) {
            return Optional.empty();
        }
        isShownFromItsBeginning(state);
        return Optional.of(state.stream());
    }

    private void isShownFromItsBeginning(StreamState stream) {
        nextLine.put(stream.number(), 0L);
    }

    private long beginning(List<StreamState> streams) throws IOException {
        long first = streams.stream()
                .mapToLong(StreamState::first)
                .filter(index -> index != 0)
                .min()
                .orElse(newest);
        return query.since() == null ? first : Math.max(first, buffer.indexAt(query.since()));
    }

    private static long newestOf(List<StreamState> streams) {
        return streams.stream().mapToLong(StreamState::last).max().orElse(0);
    }
}
