package io.skerry.logs.tail;

import io.skerry.logs.buffer.Batch;
import io.skerry.logs.buffer.Buffer;
import io.skerry.logs.buffer.BufferReader;
import io.skerry.logs.buffer.StreamState;
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
 * begins; then what comes, if it follows.
 */
public final class QueryTail implements LogTail {

    private final Buffer buffer;
    private final LogQuery query;
    private final int lineBytes;
    private final BufferReader reader;
    private final ReentrantLock use = new ReentrantLock();
    private final Map<Integer, Optional<LogStream>> wanted = new HashMap<>();
    private final Map<Integer, Long> nextLine = new HashMap<>();
    private final Map<Integer, Long> linesBefore = new HashMap<>();
    private final long since;
    private final long newest;
    private final long sweepTo;
    private final @Nullable LastLines last;
    private int picked;
    private @Nullable BatchLines current;
    private volatile boolean ended;
    private volatile boolean closed;

    private QueryTail(Buffer buffer, LogQuery query, int lineBytes) throws IOException {
        this.buffer = buffer;
        this.query = query;
        this.lineBytes = lineBytes;
        this.since = query.since() == null ? Long.MIN_VALUE : query.since().toEpochMilli();
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
            this.last = LastLines.of(reader, streams, query.tail(), since);
            this.sweepTo = query.follow() ? Long.MAX_VALUE : 0;
            streams.forEach(stream -> linesBefore.put(stream.number(), stream.lines()));
        }
    }

    /** Begins to answer; what counts as history is what the buffer holds now. */
    public static LogTail open(Buffer buffer, LogQuery query, int lineBytes) throws IOException {
        return new QueryTail(buffer, query, lineBytes);
    }

    @Override
    public List<LogLine> next(int max, Duration wait) throws InterruptedException {
        long deadline = System.nanoTime() + wait.toNanos();
        var lines = new ArrayList<LogLine>();
        use.lock();
        try {
            while (!closed) {
                long seen = buffer.last();
                fill(lines, max);
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

    private void fill(List<LogLine> lines, int max) {
        while (lines.size() < max) {
            if (current == null) {
                var batch = nextBatch();
                if (batch == null) {
                    ended = !query.follow();
                    return;
                }
                current = linesOf(batch);
            }
            if (current != null && current.drainTo(lines, max)) {
                current = null;
            }
        }
    }

    private @Nullable Batch nextBatch() {
        while (last != null && picked < last.indexes().length) {
            var batch = reader.at(last.indexes()[picked++], true);
            if (batch != null) {
                return batch;
            }
        }
        if (last != null && picked++ == last.indexes().length) {
            reader.goBehind(newest);
            linesBefore.forEach(nextLine::putIfAbsent);
        }
        return reader.next(this::wants, sweepTo);
    }

    private @Nullable BatchLines linesOf(Batch batch) {
        var stream = wanted.getOrDefault(batch.number(), Optional.empty());
        if (stream.isEmpty() || batch.lines() == 0 || batch.at() < since) {
            return null;
        }
        long expected = nextLine.getOrDefault(batch.number(), batch.firstLine() - batch.dropped());
        nextLine.put(batch.number(), batch.firstLine() + batch.lines());
        var surplus = last == null ? null : last.surplus().remove(batch.number());
        return new BatchLines(
                stream.get(), batch, lineBytes, surplus == null ? 0 : surplus, batch.firstLine() - expected);
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
