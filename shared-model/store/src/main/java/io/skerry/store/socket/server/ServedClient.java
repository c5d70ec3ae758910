package io.skerry.store.socket.server;

import io.skerry.model.error.LogKeys;
import io.skerry.store.StoreException;
import io.skerry.store.embedded.EmbeddedStore;
import io.skerry.store.socket.Answer;
import io.skerry.store.socket.Frames;
import io.skerry.store.socket.Request;
import io.skerry.store.socket.Wire;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection, at the owner. Every request is answered from a virtual thread of its own, so many in any order. */
final class ServedClient implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ServedClient.class);
    private static final int REQUESTS_AT_ONCE = 64;

    private static final Duration CLIENT_MAY_SLEEP = Duration.ofDays(365);

    private final EmbeddedStore store;
    private final Frames frames;
    private final Map<Long, ServedWatch> watches = new ConcurrentHashMap<>();
    private final Semaphore room = new Semaphore(REQUESTS_AT_ONCE);
    private volatile boolean closed;

    ServedClient(EmbeddedStore store, Frames frames) {
        this.store = store;
        this.frames = frames;
    }

    /** Serves until the client goes. */
    void serve() {
        try {
            while (!closed) {
                take(Wire.request(frames.receive()));
            }
        } catch (IOException e) {
            LOG.atDebug().addKeyValue(LogKeys.ERROR, e.toString()).log("a client of the edge store went");
        }
    }

    void send(Answer answer) {
        frames.send(Wire.encode(answer), CLIENT_MAY_SLEEP);
    }

    @Override
    public void close() {
        closed = true;
        frames.close();
        watches.values().forEach(ServedWatch::end);
    }

    private void take(Request request) {
        switch (request) {
            case Request.Hello _ -> send(new Answer.Welcome(Wire.PROTOCOL, store.storeId(), store.revision()));
            case Request.Watch watch -> watch(watch);
            case Request.More more -> {
                var watch = watches.get(more.id());
                if (watch != null) {
                    watch.more(more.credit());
                }
            }
            case Request.Unwatch unwatch -> {
                var watch = watches.remove(unwatch.id());
                if (watch != null) {
                    watch.end();
                }
            }
            case Request.Call call -> {
                room.acquireUninterruptibly();
                Thread.ofVirtual().start(() -> answer(call));
            }
        }
    }

    private void watch(Request.Watch request) {
        var watch = new ServedWatch(request.id(), request.credit(), this);
        watches.put(request.id(), watch);
        try {
            watch.start(store, request);
        } catch (StoreException e) {
            send(new Answer.Failed(request.id(), String.valueOf(e.getMessage())));
        }
    }

    private void answer(Request.Call call) {
        try {
            answerOrFail(call);
        } catch (StoreException e) {
            send(new Answer.Failed(call.id(), String.valueOf(e.getMessage())));
        } finally {
            room.release();
        }
    }

    private void answerOrFail(Request.Call call) {
        var id = call.id();
        switch (call) {
            case Request.Transact transact -> send(new Answer.Transacted(id, store.txn(transact.txn())));
            case Request.Get get -> send(new Answer.Got(id, store.get(get.key())));
            case Request.Browse browse -> list(id, browse.prefix());
            case Request.Revision _ -> send(new Answer.Numbered(id, store.revision()));
            case Request.Grant grant ->
                send(new Answer.Numbered(
                        id, store.lease(Duration.ofMillis(grant.ttlMillis())).id()));
            case Request.Renew renew -> send(new Answer.Renewed(id, store.renew(renew.lease())));
            case Request.Revoke revoke -> {
                store.revoke(revoke.lease());
                send(new Answer.Revoked(id));
            }
        }
    }

    private void list(long id, String prefix) {
        var listing = store.list(prefix);
        var parts = Wire.parts(listing.entries(), entry -> entry.key().length() + entry.value().length);
        for (var i = 0; i < parts.size(); i++) {
            send(new Answer.Listed(id, listing.revision(), parts.get(i), i + 1 < parts.size()));
        }
    }
}
