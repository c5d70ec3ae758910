package io.skerry.build.order;

import static io.skerry.model.error.LogKeys.BUILD;
import static io.skerry.model.error.LogKeys.COUNT;

import io.skerry.model.build.BuildOrder;
import io.skerry.model.key.EdgeKey;
import io.skerry.store.EdgeStore;
import io.skerry.store.StoreException;
import io.skerry.store.queue.OrderQueue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes orders, so many at a time, until it is closed. A build that runs then is given back. */
public final class OrderLoop implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(OrderLoop.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration AFTER_ERROR = Duration.ofSeconds(1);
    private static final Duration SWEEP_EVERY = Duration.ofMinutes(10);
    private static final Duration FAREWELL = Duration.ofSeconds(30);

    private final EdgeStore store;
    private final OrderQueue queue;
    private final CancelDesk cancels;
    private final OrderDesk desk;
    private final List<Thread> takers;
    private final Thread sweeper;
    private volatile boolean closed;

    /**
     * Starts at once.
     *
     * @param parallel how many builds run at a time
     * @param lease how long the order of a builder that died stays taken
     */
    public OrderLoop(Path dataCenterFolder, EdgeStore store, BuildRun run, int parallel, Duration lease) {
        this.store = store;
        this.queue = new OrderQueue(store, BuildOrder.QUEUE, lease);
        var answers = new Answers(store);
        this.cancels = new CancelDesk(store, queue, answers);
        this.desk = new OrderDesk(dataCenterFolder, answers, cancels, run);
        clearLeftovers(dataCenterFolder, run);
        this.sweeper = Thread.ofVirtual().name("builder-sweeper").start(() -> sweep(dataCenterFolder, run));
        this.takers = IntStream.rangeClosed(1, parallel)
                .mapToObj(number -> Thread.ofVirtual().name("builder-" + number).start(this::takeOrders))
                .toList();
        LOG.atInfo().addKeyValue(COUNT, parallel).log("builder takes orders");
    }

    @Override
    public void close() {
        closed = true;
        queue.close();
        cancels.abandonAll();
        cancels.close();
        sweeper.interrupt();
        for (var taker : takers) {
            try {
                taker.join(FAREWELL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void takeOrders() {
        while (!closed) {
            try {
                takeOne();
            } catch (StoreException e) {
                LOG.atInfo().setCause(e).log("orders of builds cannot be taken now");
                pause();
            } catch (InterruptedException e) {
                LOG.atDebug().log("a stop sign came when its build had just ended");
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                // a source that no rule can stand, or a program half replaced, ends this build and not the builder
                LOG.atError().setCause(e).log("a build met an unexpected error");
                pause();
            }
        }
    }

    private void takeOne() throws InterruptedException {
        var claim = queue.take(PATIENCE);
        if (claim != null) {
            try (claim) {
                desk.handle(claim);
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(AFTER_ERROR);
        } catch (InterruptedException e) {
            LOG.atDebug().log("a stop sign came when its build had just ended");
        }
    }

    /** Another builder of the data center may die while this one goes on. */
    private void sweep(Path dataCenterFolder, BuildRun run) {
        try {
            while (!closed) {
                run.trimDownloads();
                Thread.sleep(SWEEP_EVERY);
                clearLeftovers(dataCenterFolder, run);
            }
        } catch (InterruptedException e) {
            LOG.atDebug().log("the sweeper ends");
        }
    }

    /** Folders and processes of builds that nobody will take again. */
    private void clearLeftovers(Path dataCenterFolder, BuildRun run) {
        var all = BuildFolder.all(dataCenterFolder);
        if (!Files.isDirectory(all)) {
            return;
        }
        try (var folders = Files.list(all)) {
            for (var folder : folders.toList()) {
                var build = folder.getFileName().toString();
                if (store.get(EdgeKey.order(BuildOrder.QUEUE, build)) == null) {
                    run.discard(build);
                    LOG.atInfo().addKeyValue(BUILD, build).log("cleared what an ended build left");
                }
            }
        } catch (IOException | StoreException e) {
            LOG.atWarn().setCause(e).log("what ended builds left cannot be cleared now");
        }
    }
}
