package io.skerry.edge.link;

import io.skerry.link.session.LinkRefused;
import io.skerry.link.session.Outgoing;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.InvalidInput;
import io.skerry.model.log.LogLine;
import io.skerry.model.message.LogChunk;
import io.skerry.model.message.LogRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Answers for log lines on a bulk connection; nothing is read ahead of what the hub takes. */
final class LogStreams {

    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final int LINES = 200;
    private static final int CHUNK_CHARACTERS = 64 * 1024;

    private final LogSource logs;
    private final Bulk bulk;

    LogStreams(LogSource logs, Bulk bulk) {
        this.logs = logs;
        this.bulk = bulk;
    }

    void stream(LogRequest wanted, Outgoing out) throws InterruptedException {
        try (var use = bulk.use();
                var tail = logs.open(wanted.query())) {
            while (out.isOpen() && use.isOpen() && !tail.ended()) {
                for (var chunk : chunks(tail.next(LINES, WAIT))) {
                    out.send(chunk);
                }
            }
        } catch (InvalidInput e) {
            throw LinkRefused.of(ErrorCode.INVALID_FIELD, String.valueOf(e.getMessage()));
        } catch (IllegalStateException e) {
            throw LinkRefused.of(ErrorCode.UNAVAILABLE, "the log buffer of this data center is not open just now");
        }
    }

    /** Lines in messages that stay far below the link's limit. */
    static List<LogChunk> chunks(List<LogLine> lines) {
        var chunks = new ArrayList<LogChunk>();
        var part = new ArrayList<LogLine>();
        var characters = 0;
        for (var line : lines) {
            if (characters > 0 && characters + line.text().length() > CHUNK_CHARACTERS) {
                chunks.add(new LogChunk(part));
                part.clear();
                characters = 0;
            }
            part.add(line);
            characters += line.text().length();
        }
        if (!part.isEmpty()) {
            chunks.add(new LogChunk(part));
        }
        return chunks;
    }
}
