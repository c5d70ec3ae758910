package io.skerry.logs.buffer;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** Appends to a queue with neither floor nor reserve, as no relay does: what a full disk does to that ends this process, or ought to. */
public final class BareQueue {

    private static final byte[] TEXT = new byte[100_000];

    private BareQueue() {}

    /** For a folder, and so many bytes. */
    public static void main(String[] arguments) throws IOException {
        var cycles = new Cycles(Path.of(arguments[0]));
        cycles.roll(Instant.now());
        try (var queue = Chronicle.open(Path.of(arguments[0]), cycles);
                var appender = queue.createAppender()) {
            for (long written = 0; written < Long.parseLong(arguments[1]); written += TEXT.length) {
                appender.writeBytes(out -> out.write(TEXT));
            }
        }
    }
}
