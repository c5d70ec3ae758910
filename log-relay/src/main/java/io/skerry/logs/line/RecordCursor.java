package io.skerry.logs.line;

/** Walks through a batch's bytes record by record: the lines that belong together come as one text, up to the limit of a line. */
public final class RecordCursor {

    private final byte[] bytes;
    private final Records records;
    private final int limit;
    private final LineCursor cursor;
    private boolean ahead;
    private int start;
    private int lines;
    private int first;
    private String joined = "";

    /**
     * @param limit in bytes, of a line and of a record
     */
    public RecordCursor(byte[] bytes, Records records, int limit) {
        this.bytes = bytes;
        this.records = records;
        this.limit = limit;
        this.cursor = new LineCursor(bytes, 0, bytes.length, limit);
    }

    /** Goes to the next record. */
    public boolean next() {
        if (!ahead && !cursor.next()) {
            return false;
        }
        ahead = false;
        first += lines;
        lines = 1;
        start = cursor.start();
        if (!records.single()) {
            joined = joined();
        }
        return true;
    }

    /** Where the record begins. */
    public int start() {
        return start;
    }

    /** How many lines came before the record. */
    public int firstLine() {
        return first;
    }

    /** The record, its lines parted by LF. */
    public String text() {
        return records.single() ? cursor.text() : joined;
    }

    private String joined() {
        var text = new StringBuilder(cursor.text());
        while (cursor.next()) {
            if (!records.continues(bytes, cursor.start(), cursor.end()) || cursor.end() - start > limit) {
                ahead = true;
                break;
            }
            text.append('\n').append(cursor.text());
            lines++;
        }
        return text.toString();
    }
}
