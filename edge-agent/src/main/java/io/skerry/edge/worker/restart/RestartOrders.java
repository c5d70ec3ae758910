package io.skerry.edge.worker.restart;

import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.LogKeys;
import io.skerry.store.EdgeStore;
import io.skerry.store.StoreException;
import io.skerry.store.queue.Claim;
import io.skerry.store.queue.OrderQueue;
import java.time.Duration;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the orders of the queue {@code restart} and hands them to their components. */
public final class RestartOrders implements AutoCloseable {

    /** The name of the queue; its orders are JSON {@code {"component": …}}. */
    public static final String QUEUE = "restart";

    private static final Logger LOG = LoggerFactory.getLogger(RestartOrders.class);
    private static final Duration TTL = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final OrderQueue queue;
    private final Duration retryStore;
    private final Predicate<RestartOrder> hand;
    private final Thread thread;

    /**
     * Begins to take orders.
     *
     * @param hand gives an order to its component; false if that is not here
     */
    public RestartOrders(EdgeStore store, Duration retryStore, Predicate<RestartOrder> hand) {
        this.queue = new OrderQueue(store, QUEUE, TTL);
        this.retryStore = retryStore;
        this.hand = hand;
        this.thread = Thread.ofVirtual().name("restart-orders").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                try {
                    var claim = queue.take(PATIENCE);
                    if (claim != null) {
                        handle(claim);
                    }
                } catch (StoreException e) {
                    LOG.atInfo().addKeyValue(LogKeys.ERROR, e.getMessage()).log("restart orders not read; tried again");
                    Thread.sleep(retryStore);
                }
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private void handle(Claim claim) {
        RestartOrder order;
        try {
            order = new RestartOrder(claim);
        } catch (StoreException e) {
            RestartOrder.answer(claim, Cause.of(ErrorCode.MALFORMED, "The order names no component.", null));
            return;
        }
        if (!hand.test(order)) {
            order.answer(Cause.of(
                    ErrorCode.NOT_FOUND,
                    "The component " + order.component() + " is not in this data center.",
                    "Check where its application is placed."));
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        queue.close();
    }
}
