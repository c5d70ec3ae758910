package io.skerry.logs;

import io.skerry.logs.buffer.Buffer;
import io.skerry.logs.buffer.Draft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;

/** A relay without its guard: how far it read is noted in a file of its own, after the lines are in the buffer. */
final class PositionApart {

    private final Path folder;
    private final OutputWriter output;
    private final Path note;

    PositionApart(Path folder, OutputWriter output) {
        this.folder = folder;
        this.output = output;
        this.note = folder.resolve("position");
    }

    /** Takes what is there and notes it. */
    void takeAll() throws IOException {
        Files.writeString(note, Long.toString(takeAllAndDieBeforeTheNote()));
    }

    /** Takes what is there, and is gone before it can note that. */
    long takeAllAndDieBeforeTheNote() throws IOException {
        long from = Files.exists(note) ? Long.parseLong(Files.readString(note)) : 0;
        var text = Files.readAllBytes(output.file());
        long inode = (Long) Files.getAttribute(output.file(), "unix:ino");
        try (var buffer = Buffer.open(RelaySettings.of(folder).buffer());
                var appender = buffer.appender()) {
            long at = Instant.now().toEpochMilli();
            var draft = new Draft(at, inode, text.length, 0, 0, false, text, (int) from, text.length);
            Objects.requireNonNull(appender.append(appender.stream(output.stream(), inode), draft));
        }
        return text.length;
    }
}
