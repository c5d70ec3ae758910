package io.skerry.logs.buffer;

/**
 * What was read from a stream's file and is to be kept.
 *
 * @param at when it was read, in milliseconds since 1970
 * @param inode of the file
 * @param offset in the file behind the last byte read
 * @param skipped bytes of the stream that were passed over before these
 * @param lost how many lines were passed over with them
 * @param open whether the last line goes on
 * @param bytes holds the text, if any; the buffer takes what it needs before it returns
 * @param from where the text begins
 * @param to where the text ends
 */
public record Draft(
        long at, long inode, long offset, long skipped, long lost, boolean open, byte[] bytes, int from, int to) {

    /** No lines, only that some were lost. */
    public static Draft loss(long at, long inode, long offset, long skipped, long lost) {
        return new Draft(at, inode, offset, skipped, lost, false, new byte[0], 0, 0);
    }

    /** How many bytes of text there are. */
    public int length() {
        return to - from;
    }

    /** Whether there is no text. */
    boolean bare() {
        return from == to;
    }
}
