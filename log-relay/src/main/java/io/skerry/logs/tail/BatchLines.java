package io.skerry.logs.tail;

import io.skerry.logs.buffer.Batch;
import io.skerry.logs.line.RecordCursor;
import io.skerry.logs.line.Records;
import io.skerry.logs.search.LineMatcher;
import io.skerry.model.log.LogLine;
import io.skerry.model.log.LogStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of one batch that are wanted, made one by one as they are asked for; those that belong together as one. */
final class BatchLines {

    private final LogStream stream;
    private final Batch batch;
    private final Instant at;
    private final RecordCursor cursor;
    private final @Nullable LineMatcher matcher;
    private @Nullable Long dropped;
    private int skip;

    /**
     * @param look how lines are read, and which are wanted
     * @param skip so many wanted ones at the beginning aren't
     * @param dropped lines lost before them, 0 if none
     */
    BatchLines(LogStream stream, Batch batch, Look look, int skip, long dropped) {
        this.stream = stream;
        this.batch = batch;
        this.at = Instant.ofEpochMilli(batch.at());
        this.cursor = look.at(batch);
        this.matcher = look.matcher();
        this.dropped = dropped > 0 && skip == 0 ? dropped : null;
        this.skip = skip;
    }

    /**
     * How lines are read.
     *
     * @param lineBytes where an over-long one is cut
     * @param records which belong together
     * @param matcher which are wanted, null: all
     */
    record Look(int lineBytes, Records records, @Nullable LineMatcher matcher) {

        /** Whether a batch's head says how many lines of it are wanted. */
        boolean plain() {
            return matcher == null && records.single();
        }

        /** How many lines of a batch are wanted. */
        int count(Batch batch) {
            if (plain()) {
                return batch.lines();
            }
            int count = 0;
            if (matcher == null || matcher.needsLookInto(batch.text())) {
                var cursor = at(batch);
                while (cursor.next()) {
                    count += matcher == null || matcher.takes(cursor.text()) ? 1 : 0;
                }
            }
            return count;
        }

        private RecordCursor at(Batch batch) {
            return new RecordCursor(batch.text(), records, lineBytes);
        }
    }

    /** Adds lines until there are so many; returns whether this batch has none left. */
    boolean drainTo(List<LogLine> lines, int max) {
        while (lines.size() < max) {
            if (!cursor.next()) {
                return true;
            }
            if (matcher == null && skip > 0) {
                skip--;
                continue;
            }
            var text = cursor.text();
            if (matcher != null && (!matcher.takes(text) || skip-- > 0)) {
                continue;
            }
            long position = batch.position() + cursor.start();
            lines.add(new LogLine(stream, position, at, text, dropped, batch.firstLine() + cursor.firstLine()));
            dropped = null;
        }
        return false;
    }
}
