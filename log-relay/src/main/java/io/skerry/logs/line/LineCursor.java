package io.skerry.logs.line;

import java.nio.charset.StandardCharsets;

/**
 * Walks through a batch's bytes line by line. A line ends at LF or CR LF; one longer than the limit comes in parts, each but the last
 * with a mark; what isn't UTF-8 comes as U+FFFD.
 */
public final class LineCursor {

    /** Stands at the end of a part that the limit cut off. */
    public static final String CUT = "… [line goes on]";

    private static final int LONGEST_CHARACTER = 4;

    private final byte[] bytes;
    private final int to;
    private final int limit;
    private int start;
    private int end;
    private int next;

    /**
     * @param from where the first line begins
     * @param to where the last line ends, with or without its LF
     * @param limit in bytes
     */
    public LineCursor(byte[] bytes, int from, int to, int limit) {
        this.bytes = bytes;
        this.to = to;
        this.limit = limit;
        this.next = from;
    }

    /** How many lines there are. */
    public static int count(byte[] bytes, int from, int to, int limit) {
        var cursor = new LineCursor(bytes, from, to, limit);
        int count = 0;
        while (cursor.next()) {
            count++;
        }
        return count;
    }

    /** Where a line that is cut at the limit ends at the latest, so that no character is torn. */
    static int wholeCharacters(byte[] bytes, int from, int to) {
        for (int start = to - 1; start >= from && start >= to - LONGEST_CHARACTER; start--) {
            int lead = bytes[start] & 0xFF;
            if ((lead & 0xC0) != 0x80) {
                int length = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
                return start + length > to && start > from ? start : to;
            }
        }
        return to;
    }

    /** Goes to the next line. */
    public boolean next() {
        if (next >= to) {
            return false;
        }
        start = next;
        int most = (int) Math.min(to, (long) start + limit);
        end = start;
        while (end < most && bytes[end] != '\n') {
            end++;
        }
        if (end < to && bytes[end] == '\n') {
            next = end + 1;
        } else if (end == start + limit) {
            end = wholeCharacters(bytes, start, end);
            next = end;
        } else {
            next = end;
        }
        return true;
    }

    /** Where the line begins. */
    public int start() {
        return start;
    }

    /** Where the line ends, without its LF. */
    int end() {
        return end;
    }

    /** The line, without its end. */
    public String text() {
        boolean cut = next == end && end > start + limit - LONGEST_CHARACTER;
        int visible = end;
        while (!cut && visible > start && bytes[visible - 1] == '\r') {
            visible--;
        }
        var text = new String(bytes, start, visible - start, StandardCharsets.UTF_8);
        return cut ? text + CUT : text;
    }
}
