package io.skerry.logs.buffer;

import io.skerry.model.log.LogStream;

/**
 * What the buffer knows of a stream.
 *
 * @param number its short name within the buffer, 0 if it has none yet
 * @param first index of its oldest batch, 0 if there is none
 * @param last index of its newest batch, 0 if there is none
 * @param inode of its file
 * @param offset how far the file was read
 * @param position in the stream behind the last byte kept
 * @param lines how many it had so far, lost ones too
 * @param dropped how many were lost since the last line kept
 * @param open whether its last line goes on
 * @param ended whether no more lines will come
 */
public record StreamState(
        int number,
        LogStream stream,
        long first,
        long last,
        long inode,
        long offset,
        long position,
        long lines,
        long dropped,
        boolean open,
        boolean ended) {

    private static final byte[] NO_TEXT = {};

    static StreamState fresh(LogStream stream, long inode) {
        return new StreamState(0, stream, 0, 0, inode, 0, 0, 0, 0, false, false);
    }

    StreamState numbered(int given) {
        return new StreamState(given, stream, first, last, inode, offset, position, lines, dropped, open, ended);
    }

    /** Once the batch is in the buffer at that index. */
    StreamState after(Batch batch, long index) {
        return new StreamState(
                number,
                stream,
                first == 0 ? index : first,
                index,
                batch.inode(),
                batch.offset(),
                batch.position() + batch.length(),
                batch.firstLine() + batch.lines(),
                batch.lines() == 0 ? batch.dropped() : 0,
                batch.open(),
                false);
    }

    StreamState asEnded() {
        return new StreamState(number, stream, first, last, inode, offset, position, lines, dropped, open, true);
    }

    /** The draft as the stream's next batch, without its index and its text. */
    Batch next(Draft draft, int count) {
        return new Batch(
                number,
                0,
                last,
                draft.at(),
                draft.inode(),
                draft.offset(),
                position + draft.skipped(),
                lines + draft.lost(),
                count,
                dropped + draft.lost(),
                draft.open(),
                draft.length(),
                NO_TEXT);
    }
}
