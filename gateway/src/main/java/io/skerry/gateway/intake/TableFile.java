package io.skerry.gateway.intake;

import io.skerry.gateway.route.SiteState;
import io.skerry.model.error.LogKeys;
import io.skerry.store.StoreException;
import io.skerry.store.value.Values;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last good table on disk. Written whole to a file beside it, synced, renamed: a crash leaves the old one or the new one. */
public final class TableFile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TableFile.class);
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(200);

    private final Path path;
    private final AtomicReference<@Nullable SiteState> pending = new AtomicReference<>();
    private final Semaphore news = new Semaphore(0);
    private final EndlessTask saving = new EndlessTask("gateway-table-file", this::run);

    /** @param folder made if it is not there */
    public TableFile(Path folder) {
        this.path = folder.resolve("table.json");
    }

    /** What was saved last, nothing if there is no file or it cannot be read. */
    SiteState load() {
        try {
            return Values.read(Files.readAllBytes(path), SiteState.class);
        } catch (IOException | StoreException e) {
            if (Files.exists(path)) {
                LOG.atWarn()
                        .addKeyValue(LogKeys.ERROR, e.getMessage())
                        .log("the last good table cannot be read; starting without routes");
            }
            return SiteState.EMPTY;
        }
    }

    void start() {
        saving.start();
    }

    /** Saves this soon, unless a newer state comes before. */
    void save(SiteState state) {
        pending.set(state);
        news.release();
    }

    /** Saves what is still waiting. */
    @Override
    public void close() {
        saving.close();
        savePending();
    }

    private void run() throws InterruptedException {
        while (true) {
            news.acquire();
            news.drainPermits();
            savePending();
            Thread.sleep(BETWEEN_WRITES);
        }
    }

    private void savePending() {
        var state = pending.getAndSet(null);
        if (state == null) {
            return;
        }
        try {
            write(state);
        } catch (IOException e) {
            pending.compareAndSet(null, state);
            LOG.atWarn().addKeyValue(LogKeys.ERROR, e.toString()).log("the last good table could not be saved");
        }
    }

    private void write(SiteState state) throws IOException {
        var folder = Files.createDirectories(path.toAbsolutePath().getParent());
        var beside = folder.resolve("table.json.new");
        try (var file = FileChannel.open(
                beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            var bytes = ByteBuffer.wrap(Values.write(state));
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (var directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }
}
