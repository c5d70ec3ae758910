package io.skerry.edge.worker.follow;

import io.skerry.model.error.LogKeys;
import io.skerry.model.key.EdgeKey;
import io.skerry.store.EdgeStore;
import io.skerry.store.Entry;
import io.skerry.store.watch.ChangeSignal;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the first word that everything wanted was received, and says once what that is. It lists what is wanted after it has read that
 * word: the watch of what is wanted may be behind, there is no order between two watches.
 */
public final class FirstHead implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FirstHead.class);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final EdgeStore store;
    private final Duration retryStore;
    private final Consumer<Set<String>> received;
    private final ChangeSignal heads;
    private final Thread thread;

    /**
     * Begins to wait.
     *
     * @param received gets the keys of all components that are wanted
     */
    public FirstHead(EdgeStore store, Duration retryStore, Consumer<Set<String>> received) {
        this.store = store;
        this.retryStore = retryStore;
        this.received = received;
        this.heads = new ChangeSignal(store, EdgeKey.HEAD);
        this.thread = Thread.ofVirtual().name("first-head").start(this::run);
    }

    private void run() {
        try (heads) {
            while (!tell()) {
                LOG.atDebug().log("not everything wanted was received yet");
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private boolean tell() throws InterruptedException {
        try {
            var noted = heads.heard();
            var head = store.list(EdgeKey.HEAD);
            if (!head.entries().isEmpty()) {
                received.accept(store.list(EdgeKey.WANTED_COMPONENTS).entries().stream()
                        .map(Entry::key)
                        .collect(Collectors.toSet()));
                return true;
            }
            heads.listenFrom(head.revision());
            heads.await(noted, PATIENCE);
        } catch (RuntimeException e) {
            LOG.atInfo().addKeyValue(LogKeys.ERROR, e.getMessage()).log("what is wanted was not read; tried again");
            Thread.sleep(retryStore);
        }
        return false;
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
