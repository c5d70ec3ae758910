package io.skerry.store.socket.server;

import io.skerry.store.Change;
import io.skerry.store.EdgeStore;
import io.skerry.store.socket.Answer;
import io.skerry.store.socket.Request;
import io.skerry.store.socket.Wire;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** A client's watch, at the owner: waits for credit before it sends a revision, while the store keeps the history. */
final class ServedWatch implements EdgeStore.WatchListener {

    private final long id;
    private final ServedClient client;
    private final Semaphore credit;
    private volatile boolean ended;
    private EdgeStore.@Nullable Watch watch;

    ServedWatch(long id, int credit, ServedClient client) {
        this.id = id;
        this.client = client;
        this.credit = new Semaphore(credit);
    }

    synchronized void start(EdgeStore store, Request.Watch request) {
        if (!ended) {
            watch = store.watch(request.prefix(), request.after(), this);
        }
    }

    void more(int revisions) {
        credit.release(revisions);
    }

    synchronized void end() {
        ended = true;
        if (watch != null) {
            watch.close();
        }
        credit.release();
    }

    @Override
    public void changed(long revision, List<Change> changes) {
        credit.acquireUninterruptibly();
        if (ended) {
            return;
        }
        var parts = Wire.parts(changes, ServedWatch::size);
        for (var i = 0; i < parts.size(); i++) {
            client.send(new Answer.Changed(id, revision, parts.get(i), i + 1 < parts.size()));
        }
    }

    @Override
    public void compacted(long oldestRevision) {
        client.send(new Answer.Compacted(id, oldestRevision));
    }

    @Override
    public void progressed(long revision) {
        client.send(new Answer.Progressed(id, revision));
    }

    private static long size(Change change) {
        var entry = change.entry();
        return change.key().length() + (entry == null ? 0L : entry.value().length);
    }
}
