package io.skerry.logs.buffer;

import io.skerry.logs.search.Grams;
import io.skerry.model.log.LogStream;
import io.skerry.model.name.ComponentRef;
import io.skerry.model.name.TenantName;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import net.openhft.chronicle.bytes.Bytes;

/**
 * How excerpts lie in the queue. A cycle begins with {@link #HEAD}, the streams known by then, and {@link #READY}; batches and newly
 * known streams follow. Behind a batch's text stand its grams, where it has any: a relay that knows none reads the rest all the same.
 */
final class ExcerptFormat {

    static final byte HEAD = 1;
    static final byte STREAM = 2;
    static final byte READY = 3;
    static final byte BATCH = 4;

    private static final byte GRAMS = 5;
    private static final int GRAMS_HEAD = 3;

    /** More than anything around a text or a name takes. */
    static final int OVERHEAD = 512;

    private static final byte OPEN = 1;
    private static final byte ENDED = 2;
    private static final byte[] NO_TEXT = {};

    private ExcerptFormat() {}

    static void writeHead(Bytes<?> out, Instant begun) {
        out.writeByte(HEAD).writeLong(begun.toEpochMilli());
    }

    /** Reads what follows the kind. */
    static Instant readHead(Bytes<?> in) {
        return Instant.ofEpochMilli(in.readLong());
    }

    static void write(Bytes<?> out, StreamState state) {
        var stream = state.stream();
        out.writeByte(STREAM).writeInt(state.number());
        write(out, stream.origin().name());
        write(out, stream.tenant().value());
        write(out, stream.component().application());
        write(out, stream.component().component());
        write(out, stream.id());
        out.writeLong(state.first()).writeLong(state.last());
        out.writeLong(state.inode()).writeLong(state.offset()).writeLong(state.position());
        out.writeLong(state.lines()).writeLong(state.dropped());
        out.writeByte((byte) ((state.open() ? OPEN : 0) | (state.ended() ? ENDED : 0)));
    }

    /** Reads what follows the kind. */
    static StreamState readStream(Bytes<?> in) {
        int number = in.readInt();
        var origin = LogStream.Origin.valueOf(readText(in));
        var component = new ComponentRef(new TenantName(readText(in)), readText(in), readText(in));
        var stream = new LogStream(origin, component, readText(in));
        long first = in.readLong();
        long last = in.readLong();
        long inode = in.readLong();
        long offset = in.readLong();
        long position = in.readLong();
        long lines = in.readLong();
        long dropped = in.readLong();
        byte flags = in.readByte();
        return new StreamState(
                number,
                stream,
                first,
                last,
                inode,
                offset,
                position,
                lines,
                dropped,
                (flags & OPEN) != 0,
                (flags & ENDED) != 0);
    }

    static void write(Bytes<?> out, Batch batch, Draft draft) {
        out.writeByte(BATCH).writeInt(batch.number());
        out.writeLong(batch.previous()).writeLong(batch.at());
        out.writeLong(batch.inode()).writeLong(batch.offset()).writeLong(batch.position());
        out.writeLong(batch.firstLine()).writeInt(batch.lines()).writeLong(batch.dropped());
        out.writeByte(batch.open() ? OPEN : 0).writeInt(draft.length());
        out.write(draft.bytes(), draft.from(), draft.length());
        var grams = Grams.of(draft.bytes(), draft.from(), draft.to());
        if (grams.length > 0) {
            out.writeByte(GRAMS).writeShort((short) grams.length).write(grams);
        }
    }

    /**
     * Reads what follows the stream's number.
     *
     * @param glance whether it is read with its text
     */
    static Batch readBatch(Bytes<?> in, int number, long index, Glance glance) {
        long previous = in.readLong();
        long at = in.readLong();
        long inode = in.readLong();
        long offset = in.readLong();
        long position = in.readLong();
        long firstLine = in.readLong();
        int lines = in.readInt();
        long dropped = in.readLong();
        boolean open = in.readByte() == OPEN;
        int length = in.readInt();
        byte[] text = glance.wants(at, () -> readGrams(in, length)) ? new byte[length] : NO_TEXT;
        in.read(text);
        return new Batch(
                number, index, previous, at, inode, offset, position, firstLine, lines, dropped, open, length, text);
    }

    /** Looks behind the text and comes back. */
    private static byte[] readGrams(Bytes<?> in, int length) {
        long text = in.readPosition();
        try {
            in.readPosition(text + length);
            if (in.readRemaining() < GRAMS_HEAD || in.readByte() != GRAMS) {
                return NO_TEXT;
            }
            var grams = new byte[in.readShort()];
            in.read(grams);
            return grams;
        } finally {
            in.readPosition(text);
        }
    }

    private static void write(Bytes<?> out, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeShort((short) bytes.length);
        out.write(bytes);
    }

    private static String readText(Bytes<?> in) {
        var bytes = new byte[in.readShort()];
        in.read(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
