package io.skerry.edge.link;

import io.skerry.logs.tail.LogTail;
import io.skerry.model.log.LogQuery;

/** Where log lines come from. */
@FunctionalInterface
public interface LogSource {

    /**
     * Opens a tail.
     *
     * @throws IllegalStateException if there is none just now
     */
    LogTail open(LogQuery query);
}
