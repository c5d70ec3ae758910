package io.skerry.logs.tail;

import io.skerry.logs.buffer.Batch;
import io.skerry.logs.line.LineCursor;
import io.skerry.model.log.LogLine;
import io.skerry.model.log.LogStream;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lines of one batch, made one by one as they are asked for. */
final class BatchLines {

    private final LogStream stream;
    private final Batch batch;
    private final Instant at;
    private final LineCursor cursor;
    private @Nullable Long dropped;
    private long number;

    /**
     * @param skip so many lines at the beginning
     * @param dropped lines lost before them, 0 if none
     */
    BatchLines(LogStream stream, Batch batch, int lineBytes, int skip, long dropped) {
        this.stream = stream;
        this.batch = batch;
        this.at = Instant.ofEpochMilli(batch.at());
        this.cursor = new LineCursor(batch.text(), 0, batch.text().length, lineBytes);
        this.dropped = dropped > 0 && skip == 0 ? dropped : null;
        this.number = batch.firstLine() + skip;
        for (int i = 0; i < skip; i++) {
            cursor.next();
        }
    }

    /** Adds lines until there are so many; returns whether this batch has none left. */
    boolean drainTo(List<LogLine> lines, int max) {
        while (lines.size() < max) {
            if (!cursor.next()) {
                return true;
            }
            lines.add(new LogLine(stream, batch.position() + cursor.start(), at, cursor.text(), dropped, number++));
            dropped = null;
        }
        return false;
    }
}
