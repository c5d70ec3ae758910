package io.skerry.store.embedded;

import io.skerry.model.error.LogKeys;
import io.skerry.store.StoreException;
import io.skerry.store.embedded.history.Compaction;
import io.skerry.store.embedded.history.RecentChanges;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that writes. What queues up while SQLite syncs goes into the next commit together; every caller hears after that
 * commit.
 */
final class Writer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final int QUEUE = 1024;
    private static final int MOST_TOGETHER = 256;
    private static final long PAUSE_AFTER_FAILURE = TimeUnit.SECONDS.toNanos(1);

    private Tables tables;
    private final RecentChanges recent;
    private final Leases leases;
    private final Compaction compaction;
    private final BlockingQueue<Pending<?>> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread;
    private volatile boolean stopping;
    /** Why nothing is written any more. */
    private volatile @Nullable String ended;

    private long endLeasesFrom = System.nanoTime();

    Writer(Tables tables, RecentChanges recent, Leases leases, Compaction compaction) {
        this.tables = tables;
        this.recent = recent;
        this.leases = leases;
        this.compaction = compaction;
        this.thread = Thread.ofPlatform().daemon().name("edge-store-writer").unstarted(this::run);
    }

    /** One piece of writing; may run twice, when its neighbours' failure undid it. */
    interface Work<T> {
        T on(Batch batch) throws SQLException;
    }

    void start() {
        thread.start();
    }

    /** Waits until the work is committed. */
    <T> T write(Work<T> work) {
        var pending = new Pending<>(work, new CompletableFuture<>());
        try {
            if (ended != null) {
                throw refusal();
            }
            queue.put(pending);
            if (ended != null) {
                refuseQueued();
            }
            return pending.answer().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while writing; the write may have happened", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof StoreException refused
                    ? new StoreException(String.valueOf(refused.getMessage()), refused.getCause())
                    : new StoreException("the edge store cannot write: " + e.getMessage(), e.getCause());
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            stopping = true;
            // A full queue needs no waking.
            queue.offer(new Pending<>(_ -> true, new CompletableFuture<>()));
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            tables.close();
        }
    }

    private void run() {
        try {
            while (!stopping) {
                turn();
            }
            ended = "the edge store is closed";
        } catch (InterruptedException | RuntimeException e) {
            ended = "the edge store no longer writes: " + e.getMessage();
            LOG.atError().setCause(e).log("the edge store's writer ends");
        } finally {
            if (ended == null) {
                ended = "the edge store no longer writes";
            }
            refuseQueued();
        }
    }

    private void turn() throws InterruptedException {
        var together = new ArrayList<Pending<?>>();
        var first = queue.poll(leases.idle().toNanos(), TimeUnit.NANOSECONDS);
        if (first != null) {
            together.add(first);
            queue.drainTo(together, MOST_TOGETHER - 1);
        }
        try {
            commit(together);
        } finally {
            together.forEach(pending -> pending.answer().completeExceptionally(refusal()));
        }
        endLeases();
        compact();
    }

    private void endLeases() {
        if (System.nanoTime() - endLeasesFrom < 0) {
            return;
        }
        var ends = new ArrayList<Pending<?>>();
        for (var lease : leases.ending()) {
            ends.add(new Pending<>(batch -> batch.end(lease), new CompletableFuture<>()));
        }
        commit(ends);
        if (ends.stream().anyMatch(e -> e.answer().isCompletedExceptionally())) {
            endLeasesFrom = System.nanoTime() + PAUSE_AFTER_FAILURE;
        }
    }

    private void commit(List<Pending<?>> together) {
        if (together.isEmpty()) {
            return;
        }
        var batch = new Batch(tables, leases, recent.revision(), System.currentTimeMillis());
        var acks = new ArrayList<Runnable>();
        try {
            tables.begin();
            for (var pending : together) {
                acks.add(pending.run(batch));
            }
            batch.commit();
        } catch (SQLException | RuntimeException e) {
            undo();
            // One transaction that finds no room must not take its neighbours with it.
            if (together.size() > 1) {
                together.forEach(alone -> commit(List.of(alone)));
            } else {
                together.getFirst().answer().completeExceptionally(e);
            }
            return;
        }
        recent.add(batch.committed());
        compaction.added(batch.committed());
        acks.forEach(Runnable::run);
    }

    private void compact() {
        var now = System.currentTimeMillis();
        if (!compaction.due(now)) {
            return;
        }
        try {
            var cut = compaction.cut(tables.oldest(Compaction.LOOK_AT), now);
            if (cut.revision() > 0) {
                tables.begin();
                tables.compact(cut.revision());
                tables.commit();
                compaction.forgot(cut);
            }
        } catch (SQLException e) {
            undo();
            LOG.atWarn().addKeyValue(LogKeys.ERROR, e.toString()).log("old history could not be forgotten");
        }
    }

    private void undo() {
        try {
            tables = tables.rolledBack();
        } catch (SQLException e) {
            throw new StoreException("the edge store's file is no longer usable", e);
        }
    }

    private void refuseQueued() {
        for (var pending = queue.poll(); pending != null; pending = queue.poll()) {
            pending.answer().completeExceptionally(refusal());
        }
    }

    private StoreException refusal() {
        return new StoreException(ended == null ? "the edge store failed while it wrote" : ended);
    }

    /** Queued work and who waits for it. */
    private record Pending<T>(Work<T> work, CompletableFuture<T> answer) {

        /** Does it; the answer is given when the returned one runs. A refusal is an answer too. */
        Runnable run(Batch batch) throws SQLException {
            try {
                var result = work.on(batch);
                return () -> answer.complete(result);
            } catch (StoreException refusal) {
                return () -> answer.completeExceptionally(refusal);
            }
        }
    }
}
