package io.skerry.logs.collect;

import io.skerry.logs.buffer.BufferAppender;
import io.skerry.logs.buffer.Draft;
import io.skerry.logs.buffer.StreamState;
import io.skerry.logs.collect.Release.Piece;
import io.skerry.logs.disk.Blocks;
import io.skerry.logs.line.LineCursor;
import io.skerry.logs.line.LineCut;
import io.skerry.logs.line.Records;
import io.skerry.model.log.LogStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One output file, open, and how far it was read. For one thread. */
final class OutputFile implements AutoCloseable {

    /** What came of looking at a file. */
    enum Outcome {
        /** Some of it was taken; there may be more. */
        TAKEN,
        /** It holds nothing that can be taken now. */
        NOTHING,
        /** The buffer has no room. */
        NO_ROOM,
        /** Its component had its share. */
        TOO_FAST
    }

    private static final Duration ACTIVE = Duration.ofSeconds(2);
    private static final long WORTH_FREEING = 1L << 20;
    private static final byte[] LOST_AT_THE_END =
            "(output is missing here: the disk was full, or more came than is taken in)\n"
                    .getBytes(StandardCharsets.UTF_8);

    private final Path path;
    private final FileChannel channel;
    private final long inode;
    private final CollectSettings settings;
    private final boolean ours;
    private StreamState state;
    private long offset;
    private boolean open;
    private long skipped;
    private long lost;
    private long size;
    private @Nullable Instant partialSince;
    private Instant grewAt = Instant.EPOCH;
    private boolean complete;
    private boolean endNoted;
    private long freed;

    private OutputFile(
            Path path, FileChannel channel, long inode, CollectSettings settings, StreamState state, boolean ours) {
        this.path = path;
        this.channel = channel;
        this.inode = inode;
        this.settings = settings;
        this.state = state;
        this.ours = ours;
    }

    /** Opens the file and goes on where the buffer says it was left. */
    static OutputFile open(Path path, LogStream stream, BufferAppender appender, CollectSettings settings)
            throws IOException {
        long inode = inodeOf(path);
        var channel = FileChannel.open(path, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        var file = new OutputFile(path, channel, inode, settings, appender.stream(stream, inode), true);
        file.resume();
        return file;
    }

    /**
     * Follows a file that an instance writes itself: it is only read, never freed and never removed.
     *
     * @param from where to begin if the buffer knows nothing of the file under this name
     */
    static OutputFile ofInstance(
            Path path,
            FileChannel channel,
            long inode,
            LogStream stream,
            long from,
            Instant now,
            BufferAppender appender,
            CollectSettings settings)
            throws IOException {
        var file = new OutputFile(path, channel, inode, settings, appender.stream(stream, inode), false);
        file.resume();
        if (from > file.offset) {
            file.offset = from;
            // So that the next relay knows it under this name.
            file.appended(appender, Draft.loss(now.toEpochMilli(), inode, from, 0, 0));
        }
        return file;
    }

    /** Tells a file from another one that takes its name. */
    static long inodeOf(Path path) throws IOException {
        return (Long) Files.getAttribute(path, "unix:ino", LinkOption.NOFOLLOW_LINKS);
    }

    Path path() {
        return path;
    }

    LogStream stream() {
        return state.stream();
    }

    /** How far it was read. */
    long offset() {
        return offset;
    }

    /** Whether another file has taken its name, or none. */
    boolean replaced() throws IOException {
        try {
            return inodeOf(path) != inode;
        } catch (FileSystemException e) {
            return true;
        }
    }

    long inode() {
        return inode;
    }

    /** Whether it grew lately, or still holds whole lines to take. */
    boolean active(Instant now) {
        return grewAt.plus(ACTIVE).isAfter(now) || (offset < size && partialSince == null);
    }

    /** No more will be written to it. */
    void complete() {
        complete = true;
    }

    /** Whether every line is in the buffer, and that there will be no more. */
    boolean finished() {
        return endNoted;
    }

    /** What may be given back to the disk by now. */
    Optional<Piece> releasable() {
        return ours && (endNoted || offset - freed >= WORTH_FREEING)
                ? Optional.of(new Piece(this, path, inode, freed, offset, endNoted))
                : Optional.empty();
    }

    /** That much was given back. */
    void freed(long upTo) {
        freed = upTo;
    }

    /**
     * Takes the next lines into the buffer; a line that isn't finished yet only after a while.
     *
     * @param turn what is read goes through it; its length is the most that is taken
     * @param records which lines belong together: the last record is waited for, as an unfinished line is
     */
    Outcome read(BufferAppender appender, byte[] turn, Records records, Instant now) throws IOException {
        look(now);
        boolean impatient = complete || waitedLong(now);
        if (size == offset || (partialSince != null && !impatient && grewAt.isBefore(now))) {
            return complete ? ended(appender, now) : Outcome.NOTHING;
        }
        endNoted = false;
        int to = fill(turn);
        int from = open ? LineCut.behindLineEnd(turn, to) : 0;
        boolean all = impatient && offset + to >= size;
        var cut = LineCut.of(turn, from, to, settings.lineBytes(), all).behindWholeRecords(turn, from, records, all);
        if (cut.end() == 0) {
            partialSince = partialSince == null ? now : partialSince;
            return Outcome.NOTHING;
        }
        if (cut.end() > from) {
            var draft = new Draft(
                    now.toEpochMilli(), inode, offset + cut.end(), skipped, lost, cut.open(), turn, from, cut.end());
            if (!appended(appender, draft)) {
                return Outcome.NO_ROOM;
            }
        }
        passTo(offset + cut.end(), cut.open());
        return Outcome.TAKEN;
    }

    /** Drops the oldest lines where more than the allowance waits, and counts them. */
    void shed(BufferAppender appender, byte[] turn, Instant now) throws IOException {
        look(now);
        if (size - offset <= settings.unreadBytes()) {
            return;
        }
        long from = offset;
        while (offset < size - settings.unreadBytes() / 2) {
            int to = fill(turn);
            int start = open ? LineCut.behindLineEnd(turn, to) : 0;
            var cut = LineCut.of(turn, start, to, settings.lineBytes(), true);
            lost += LineCursor.count(turn, start, cut.end(), settings.lineBytes());
            passTo(offset + cut.end(), cut.open());
        }
        skipped += offset - from;
        appended(appender, Draft.loss(now.toEpochMilli(), inode, offset, skipped, lost));
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private Outcome ended(BufferAppender appender, Instant now) throws IOException {
        endNoted = endNoted || noted(appender, now);
        return endNoted ? Outcome.NOTHING : Outcome.NO_ROOM;
    }

    private boolean noted(BufferAppender appender, Instant now) throws IOException {
        if (lost > 0 || state.dropped() > 0) {
            var note = new Draft(
                    now.toEpochMilli(),
                    inode,
                    offset,
                    skipped,
                    lost,
                    false,
                    LOST_AT_THE_END,
                    0,
                    LOST_AT_THE_END.length);
            if (!appended(appender, note)) {
                return false;
            }
        }
        return appender.end(state, now);
    }

    private void resume() throws IOException {
        if (state.inode() == inode) {
            offset = state.offset();
            open = state.open();
        }
        long data = ours ? Blocks.nextData(path, offset) : offset;
        if (data > offset) {
            // Dropped while the disk had no room even to note how much.
            skipped += data - offset;
            lost++;
            passTo(data, false);
        }
    }

    private void look(Instant now) throws IOException {
        long seen = channel.size();
        if (seen < offset) {
            passTo(0, false);
            freed = 0;
        }
        if (seen != size) {
            size = seen;
            grewAt = now;
        }
    }

    private boolean waitedLong(Instant now) {
        return partialSince != null
                && !partialSince.plus(settings.partialLine()).isAfter(now);
    }

    private int fill(byte[] turn) throws IOException {
        return Math.max(0, channel.read(ByteBuffer.wrap(turn), offset));
    }

    private boolean appended(BufferAppender appender, Draft draft) throws IOException {
        var after = appender.append(state, draft);
        if (after == null) {
            return false;
        }
        state = after;
        skipped = 0;
        lost = 0;
        return true;
    }

    private void passTo(long newOffset, boolean lineGoesOn) {
        offset = newOffset;
        open = lineGoesOn;
        partialSince = null;
    }
}
