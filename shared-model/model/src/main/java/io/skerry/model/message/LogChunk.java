package io.skerry.model.message;

import io.skerry.model.log.LogLine;
import java.util.List;

/** Lines of the asked streams, oldest first per stream. */
public record LogChunk(List<LogLine> lines) implements Message {

    public LogChunk {
        lines = List.copyOf(lines);
    }
}
