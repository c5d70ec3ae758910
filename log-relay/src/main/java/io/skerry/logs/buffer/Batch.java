package io.skerry.logs.buffer;

/**
 * Lines of one stream as they were read from its file in one go, and how far the file was read by then: line and position are
 * written together, so that no crash can part them.
 *
 * @param number of the stream
 * @param index of this batch in the buffer
 * @param previous index of the stream's batch before this one, 0 if there is none
 * @param at when it was read, in milliseconds since 1970
 * @param inode of the file
 * @param offset in the file behind the last byte read
 * @param position in the stream of the first byte
 * @param firstLine how many lines of the stream came before, lost ones too
 * @param lines how many are in here
 * @param dropped how many lines were lost since the last one before these
 * @param open whether the last line goes on
 * @param length of the text in bytes
 * @param text the bytes as they were in the file; empty where only the rest was asked for
 */
public record Batch(
        int number,
        long index,
        long previous,
        long at,
        long inode,
        long offset,
        long position,
        long firstLine,
        int lines,
        long dropped,
        boolean open,
        int length,
        byte[] text) {}
