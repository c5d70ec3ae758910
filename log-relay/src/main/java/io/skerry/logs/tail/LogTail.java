package io.skerry.logs.tail;

import io.skerry.model.log.LogLine;
import java.time.Duration;
import java.util.List;

/**
 * The lines that a query asks for, pulled by whoever wants them; nothing is read ahead of the asking. Lines of one stream come in
 * their order, those of several about in the order in which they were written. For one thread at a time, only {@link #close} may come
 * from another.
 */
public interface LogTail extends AutoCloseable {

    /**
     * The next lines, at least one if any comes in time.
     *
     * @param max at most so many
     * @param wait how long for the first one
     * @return empty if none came, or if there are no more
     * @throws IllegalStateException if the buffer was closed meanwhile
     */
    List<LogLine> next(int max, Duration wait) throws InterruptedException;

    /** Whether there are no more lines; never before {@link #close} where the query follows. */
    boolean ended();

    /** Lets go of everything; a {@link #next} that waits returns. */
    @Override
    void close();
}
