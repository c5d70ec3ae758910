package io.skerry.edge.runtime.process;

import io.skerry.model.error.LogKeys;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchService;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells which files the wrappers have written. */
final class RunFolderWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RunFolderWatch.class);

    private final WatchService service;
    private final Thread thread;

    /**
     * Watches from now on.
     *
     * @param written gets a file's name
     * @param missed called when there were more than could be told: look at everything
     */
    RunFolderWatch(Path folder, Consumer<String> written, Runnable missed) throws IOException {
        service = folder.getFileSystem().newWatchService();
        folder.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY);
        thread = Thread.ofPlatform().daemon().name("runtime-watch").unstarted(() -> run(written, missed));
    }

    void start() {
        thread.start();
    }

    private void run(Consumer<String> written, Runnable missed) {
        try {
            while (true) {
                var key = service.take();
                for (WatchEvent<?> event : key.pollEvents()) {
                    tell(event, written, missed);
                }
                key.reset();
            }
        } catch (ClosedWatchServiceException | InterruptedException _) {
            // Closed: nobody wants to know any more.
        }
    }

    private static void tell(WatchEvent<?> event, Consumer<String> written, Runnable missed) {
        try {
            if (event.kind().equals(StandardWatchEventKinds.OVERFLOW)) {
                missed.run();
            } else {
                written.accept(String.valueOf(event.context()));
            }
        } catch (RuntimeException e) {
            // The files that come after are to be told too.
            LOG.atWarn()
                    .addKeyValue(LogKeys.KEY, event.context())
                    .addKeyValue(LogKeys.ERROR, e)
                    .log("a wrapper's file was not looked at");
        }
    }

    @Override
    public void close() {
        try {
            service.close();
            thread.join();
        } catch (IOException _) {
            // Nothing is lost: the files stay.
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
