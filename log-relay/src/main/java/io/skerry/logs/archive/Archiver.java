package io.skerry.logs.archive;

import io.skerry.logs.buffer.Buffer;
import io.skerry.logs.buffer.Buffer.Stretch;
import io.skerry.logs.buffer.Glance;
import io.skerry.model.error.LogKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes every stretch of the buffer that is complete and old enough to files. A stretch is noted once all its files have their names;
 * one that was cut short is written again under the same names, so nothing is there twice. What the buffer removes sooner is missing.
 */
public final class Archiver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Archiver.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final String NOTE = ".archived";

    private final Buffer buffer;
    private final Path folder;
    private final Duration after;
    private final int lineBytes;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread;

    private Archiver(Buffer buffer, Path folder, Duration after, int lineBytes) {
        this.buffer = buffer;
        this.folder = folder;
        this.after = after;
        this.lineBytes = lineBytes;
        this.thread = Thread.ofPlatform().name("log-archive").unstarted(this::run);
    }

    /**
     * Begins to archive what that buffer holds.
     *
     * @param after how old a stretch's first line is by then
     */
    public static Archiver start(Buffer buffer, Path folder, Duration after, int lineBytes) {
        var archiver = new Archiver(buffer, folder, after, lineBytes);
        archiver.thread.start();
        return archiver;
    }

    @Override
    public void close() {
        stop.countDown();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!stop.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)) {
                archiveAll();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void archiveAll() {
        try {
            long done = noted();
            for (var stretch : buffer.complete(Instant.now().minus(after))) {
                if (stretch.number() > done && stop.getCount() > 0) {
                    archive(stretch);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.atWarn().addKeyValue(LogKeys.ERROR, e).log("logs were not archived; it will be tried again");
        }
    }

    private void archive(Stretch stretch) throws IOException {
        try (var files = new ArchiveFiles(folder, stretch, lineBytes);
                var reader = buffer.reader()) {
            reader.goTo(stretch.first());
            for (var batch = reader.next(n -> true, stretch.last(), Glance.WHOLE);
                    batch != null;
                    batch = reader.next(n -> true, stretch.last(), Glance.WHOLE)) {
                var stream = buffer.stream(batch.number());
                if (stream != null) {
                    files.write(stream.stream(), batch);
                }
            }
            files.keep();
        }
        note(stretch.number());
    }

    private long noted() throws IOException {
        var note = folder.resolve(NOTE);
        return Files.exists(note) ? Long.parseLong(Files.readString(note).strip()) : -1;
    }

    private void note(long number) throws IOException {
        Files.createDirectories(folder);
        var unfinished = Files.writeString(folder.resolve(NOTE + ".new"), number + "\n");
        Files.move(
                unfinished, folder.resolve(NOTE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
