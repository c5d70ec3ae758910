package io.skerry.edge.worker.volume;

import io.skerry.edge.runtime.WorkloadRuntime;
import io.skerry.model.error.Cause;
import io.skerry.model.error.ErrorCode;
import io.skerry.model.error.LogKeys;
import io.skerry.model.key.EdgeKey;
import io.skerry.model.message.CommandResult;
import io.skerry.model.volume.VolumeOrder;
import io.skerry.store.EdgeStore;
import io.skerry.store.Operation;
import io.skerry.store.StoreException;
import io.skerry.store.queue.Claim;
import io.skerry.store.queue.OrderQueue;
import io.skerry.store.value.Values;
import java.time.Duration;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the orders to delete volumes; only what nothing wants and nothing uses is deleted. */
public final class VolumeOrders implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VolumeOrders.class);
    private static final Duration TTL = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final EdgeStore store;
    private final WorkloadRuntime runtime;
    private final OrderQueue queue;
    private final Duration retryStore;
    private final Thread thread;

    /** Begins to take orders. */
    public VolumeOrders(EdgeStore store, WorkloadRuntime runtime, Duration retryStore) {
        this.store = store;
        this.runtime = runtime;
        this.queue = new OrderQueue(store, VolumeOrder.DELETE_QUEUE, TTL);
        this.retryStore = retryStore;
        this.thread = Thread.ofPlatform().daemon().name("volume-orders").start(this::run);
    }

    private void run() {
        try {
            while (true) {
                try {
                    var claim = queue.take(PATIENCE);
                    if (claim != null) {
                        // Given back unless it was done: a claim that stays open is renewed for ever.
                        try (claim) {
                            handle(claim);
                        }
                    }
                } catch (StoreException e) {
                    LOG.atInfo().addKeyValue(LogKeys.ERROR, e.getMessage()).log("volume orders not read; tried again");
                    Thread.sleep(retryStore);
                }
            }
        } catch (InterruptedException _) {
            // Closed.
        }
    }

    private void handle(Claim claim) throws InterruptedException {
        VolumeOrder order;
        try {
            order = claim.order(VolumeOrder.class);
        } catch (StoreException e) {
            answer(claim, null, Cause.of(ErrorCode.MALFORMED, "The order names no volume.", null));
            return;
        }
        Cause why;
        try {
            why = delete(order);
        } catch (StoreException e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.atWarn()
                    .addKeyValue(LogKeys.COMPONENT, order.component())
                    .setCause(e)
                    .log("a volume was not deleted");
            why = Cause.of(
                    ErrorCode.INTERNAL,
                    "It could not be deleted to its end: " + e.getMessage() + ".",
                    "Look at the agent's log and the disk of the data center; the agent's next start goes on with it.");
        }
        answer(claim, why == null ? order : null, why);
    }

    private @Nullable Cause delete(VolumeOrder order) {
        var wanted = new WantedVolumes(store);
        if (!wanted.complete()) {
            return Cause.of(
                    ErrorCode.UNAVAILABLE,
                    "This data center does not know yet what is wanted here.",
                    "Wait until it has heard from the hub, then delete the volume again.");
        }
        if (wanted.find(order.component(), order.name()).isPresent()) {
            return Cause.of(
                    ErrorCode.CONFLICT,
                    "The volume '" + order.name() + "' belongs to " + order.component() + ", which wants it.",
                    "Take it out of the component's volumes, or delete the component; then delete it again.");
        }
        if (!runtime.deleteVolume(order.component(), order.name())) {
            return Cause.of(
                    ErrorCode.CONFLICT,
                    "An instance of " + order.component() + " uses the volume '" + order.name() + "' still.",
                    "Wait until it has ended, then delete it again.");
        }
        LOG.atInfo()
                .addKeyValue(LogKeys.COMPONENT, order.component())
                .addKeyValue("volume", order.name())
                .log("a volume was deleted with its data");
        return null;
    }

    /** Until the store took it, or the order is somebody else's. */
    private void answer(Claim claim, @Nullable VolumeOrder gone, @Nullable Cause why) throws InterruptedException {
        var result = new CommandResult(claim.id(), true, null, why);
        var operations = new ArrayList<Operation>();
        operations.add(Operation.put(EdgeKey.answer(claim.id()), Values.write(result)));
        if (gone != null) {
            operations.add(Operation.delete(EdgeKey.seenVolume(gone.component(), gone.name())));
        }
        while (true) {
            try {
                claim.done(operations.toArray(Operation[]::new));
                return;
            } catch (StoreException e) {
                LOG.atInfo()
                        .addKeyValue(LogKeys.ERROR, e.getMessage())
                        .log("the end of a volume's order waits for the store");
                Thread.sleep(retryStore);
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
        queue.close();
    }
}
