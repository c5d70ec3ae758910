package io.skerry.logs.buffer;

import io.skerry.logs.disk.FreeSpace;
import io.skerry.logs.disk.Reserve;
import io.skerry.logs.line.LineCursor;
import io.skerry.model.log.LogStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.queue.ChronicleQueue;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.wire.WriteAfterEOFException;
import org.jspecify.annotations.Nullable;

/**
 * Appends to the buffer, begins its cycles and removes the old ones. Belongs to the thread that made it. What there is no room for is
 * not taken: the caller keeps it and comes again.
 */
public final class BufferAppender implements AutoCloseable {

    private static final Duration BETWEEN_RETENTIONS = Duration.ofMinutes(1);
    private static final long NO_ROOM = -1;
    private static final long NEW_CYCLE_BYTES = 1L << 20;
    private static final long PAGE = 4096;

    /** Chronicle may put index pages between two excerpts, and its own marks. */
    private static final long MARGIN = 64 << 10;

    private final Buffer buffer;
    private final BufferSettings settings;
    private final Cycles cycles;
    private final StreamDirectory streams;
    private final Tide tide;
    private final Intake intake;
    private final FreeSpace space;
    private final ExcerptAppender appender;
    private @Nullable Reserve reserve;
    private Instant begun = Instant.MAX;
    private Instant retained = Instant.EPOCH;
    private long position;
    private boolean beginAfresh;

    BufferAppender(
            Buffer buffer,
            BufferSettings settings,
            ChronicleQueue queue,
            Cycles cycles,
            StreamDirectory streams,
            Tide tide,
            Intake intake,
            long end)
            throws IOException {
        this.buffer = buffer;
        this.settings = settings;
        this.cycles = cycles;
        this.streams = streams;
        this.tide = tide;
        this.intake = intake;
        this.space = new FreeSpace(settings.freeSpaceFloor(), settings.freeSpace());
        // A writer that died between an excerpt and its bookkeeping leaves a queue that would number the next one
        // wrongly.
        this.beginAfresh = Cycles.of(tide.last()) != cycles.current() || queue.lastIndex() != tide.last();
        this.appender = queue.createAppender();
        if (!beginAfresh) {
            var last = cycles.list().getLast();
            this.reserve = Reserve.of(last.file());
            this.position = end;
            this.begun = last.begun();
        }
    }

    /** The stream as far as the buffer knows it; as new if it doesn't. */
    public StreamState stream(LogStream stream, long inode) {
        var known = streams.get(stream);
        return known == null ? StreamState.fresh(stream, inode) : known;
    }

    /**
     * Appends what was read of a stream. Lines aren't taken while the disk has less free than the floor; a mere loss is, as long as
     * the disk has any room.
     *
     * @return the stream with it, or null if it wasn't taken
     */
    public @Nullable StreamState append(StreamState stream, Draft draft) throws IOException {
        if (!draft.bare() && !space.allows(draft.length())) {
            return null;
        }
        if (!readyCycle(Instant.ofEpochMilli(draft.at()))) {
            return null;
        }
        var known = stream.number() == 0 ? introduced(stream) : stream;
        if (known == null) {
            return null;
        }
        int lines = LineCursor.count(draft.bytes(), draft.from(), draft.to(), settings.lineBytes());
        var batch = known.next(draft, lines);
        long index = write(draft.length(), out -> ExcerptFormat.write(out, batch, draft));
        if (index == NO_ROOM) {
            return null;
        }
        var after = known.after(batch, index);
        streams.put(after);
        intake.add(batch, draft);
        tide.rise(index);
        return after;
    }

    /** Notes that no more lines will come; returns whether there was room for the note. */
    public boolean end(StreamState stream, Instant now) throws IOException {
        if (stream.number() == 0) {
            return true;
        }
        return readyCycle(now) && wrote(stream.asEnded());
    }

    /** Removes what is too old, now and then. */
    public void tidy(Instant now) throws IOException {
        if (retained.plus(BETWEEN_RETENTIONS).isBefore(now)) {
            retain(now);
        }
    }

    @Override
    public void close() {
        appender.close();
    }

    private boolean readyCycle(Instant now) throws IOException {
        boolean full = position >= settings.cycleBytes() || begun.isBefore(now.minus(settings.cycleAge()));
        if (!beginAfresh && !full) {
            return true;
        }
        return space.allows(NEW_CYCLE_BYTES) ? beginCycle(now) : !beginAfresh;
    }

    /** A cycle begins with all that is known, so that none before it is needed to go on. */
    private boolean beginCycle(Instant now) throws IOException {
        retain(now);
        beginAfresh = true;
        cycles.roll(now);
        begun = now;
        long endOfLast = position + PAGE;
        put(out -> ExcerptFormat.writeHead(out, now));
        if (reserve != null) {
            reserve.release(endOfLast);
        }
        reserve = Reserve.of(cycles.file(cycles.current()));
        for (var known : streams.matching(state -> true)) {
            if (!wrote(known)) {
                return false;
            }
        }
        beginAfresh = write(0, out -> out.writeByte(ExcerptFormat.READY)) == NO_ROOM;
        return !beginAfresh;
    }

    private @Nullable StreamState introduced(StreamState fresh) throws IOException {
        var numbered = fresh.numbered(streams.nextNumber());
        return wrote(numbered) ? numbered : null;
    }

    private boolean wrote(StreamState state) throws IOException {
        if (write(0, out -> ExcerptFormat.write(out, state)) == NO_ROOM) {
            return false;
        }
        streams.put(state);
        return true;
    }

    private long write(long length, Consumer<Bytes<?>> content) throws IOException {
        if (reserve == null || !reserve.reaches(position + length + MARGIN)) {
            return NO_ROOM;
        }
        try {
            put(content);
            return appender.lastIndexAppended();
        } catch (WriteAfterEOFException e) {
            // The last writer died between closing its cycle and beginning the next.
            beginAfresh = true;
            return NO_ROOM;
        }
    }

    private void put(Consumer<Bytes<?>> content) {
        try (var document = appender.writingDocument()) {
            var wire = document.wire();
            if (wire == null) {
                throw new IllegalStateException("the queue gave no room to write");
            }
            try {
                content.accept(wire.bytes());
            } catch (RuntimeException | Error e) {
                document.rollbackOnClose();
                throw e;
            }
            position = wire.bytes().writePosition();
        }
    }

    private void retain(Instant now) throws IOException {
        retained = now;
        buffer.retain(now);
    }
}
