package io.skerry.logs.line;

/**
 * How much of what was read is taken.
 *
 * @param end behind the last byte taken
 * @param open whether the last line goes on behind it
 */
public record LineCut(int end, boolean open) {

    /**
     * Takes whole lines; of a line without an end the limit's worth, or all of it if it won't be waited for.
     *
     * @param impatient whether an unfinished line is taken too
     */
    public static LineCut of(byte[] bytes, int from, int to, int limit, boolean impatient) {
        for (int i = to - 1; i >= from; i--) {
            if (bytes[i] == '\n') {
                return new LineCut(i + 1, false);
            }
        }
        if (to - from >= limit) {
            return new LineCut(LineCursor.wholeCharacters(bytes, from, from + limit), true);
        }
        return impatient && from < to
                ? new LineCut(LineCursor.wholeCharacters(bytes, from, to), true)
                : new LineCut(from, false);
    }

    /**
     * The same without the last record, which may go on; with it where nothing else would be taken of a long stretch.
     *
     * @param impatient whether it is taken nonetheless
     */
    public LineCut behindWholeRecords(byte[] bytes, int from, Records records, boolean impatient) {
        if (records.single() || impatient || open || end <= from) {
            return this;
        }
        int start = records.lastStart(bytes, from, end);
        boolean tooLongToWait = start == from && end == bytes.length;
        return tooLongToWait ? this : new LineCut(start == from ? 0 : start, false);
    }

    /** Where the text begins if the line before it was taken already, but not its end. */
    public static int behindLineEnd(byte[] bytes, int to) {
        if (to > 0 && bytes[0] == '\n') {
            return 1;
        }
        return to > 1 && bytes[0] == '\r' && bytes[1] == '\n' ? 2 : 0;
    }
}
