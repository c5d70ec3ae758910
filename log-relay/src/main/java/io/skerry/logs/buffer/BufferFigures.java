package io.skerry.logs.buffer;

/**
 * How the buffer fares. Counts begin at 0 when it is opened.
 *
 * @param lines taken in
 * @param bytes of them
 * @param lost lines that were given up before they were taken in: their component was too fast, or the disk too full
 * @param streams instances and builds whose lines it knows
 * @param readers that are at it now
 * @param files on disk
 * @param fileBytes that these reach to; the newest has its room beforehand
 */
public record BufferFigures(long lines, long bytes, long lost, int streams, int readers, int files, long fileBytes) {}
