package io.skerry.store.socket.client;

import io.skerry.model.error.LogKeys;
import io.skerry.store.Change;
import io.skerry.store.EdgeStore;
import io.skerry.store.EdgeStore.WatchListener;
import io.skerry.store.socket.Answer;
import io.skerry.store.socket.Request;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A watch at the client: takes in at most a window of revisions, and starts again after the last of them on every new connection. */
final class ClientWatch implements EdgeStore.Watch {

    private static final Logger LOG = LoggerFactory.getLogger(ClientWatch.class);
    private static final int WINDOW = 16;

    private final String prefix;
    private final WatchListener listener;
    private final Consumer<ClientWatch> ended;
    /** What the listener has not heard yet. */
    private final ArrayDeque<Runnable> inbox = new ArrayDeque<>();

    private List<Change> parts = new ArrayList<>();
    private @Nullable Session session;
    private @Nullable String storeId;
    private long id;
    private long position;
    private int owed;
    private boolean over;
    private volatile boolean closed;

    ClientWatch(String prefix, long afterRevision, WatchListener listener, Consumer<ClientWatch> ended) {
        this.prefix = prefix;
        this.position = afterRevision;
        this.listener = listener;
        this.ended = ended;
    }

    void start() {
        Thread.ofVirtual().name("edge-store-watch-" + prefix).start(this::run);
    }

    /** Goes on over this connection, unless it already does over a newer one. */
    void resume(Session next, long requestId) {
        Request.Watch request;
        synchronized (this) {
            if (closed || over || (session != null && session.number() >= next.number())) {
                return;
            }
            session = next;
            id = requestId;
            owed = 0;
            parts = new ArrayList<>();
            if (storeId != null && !storeId.equals(next.welcome().storeId())) {
                // Another store's revisions mean nothing here.
                end(() -> listener.compacted(next.welcome().revision()));
                return;
            }
            storeId = next.welcome().storeId();
            request = new Request.Watch(id, prefix, position, WINDOW - inbox.size());
            next.hears(id, this);
        }
        next.tell(request);
    }

    /** Called by the session's reading thread; never waits. */
    synchronized void take(long sessionNumber, Answer answer) {
        if (session == null || session.number() != sessionNumber || over) {
            return;
        }
        switch (answer) {
            case Answer.Changed part -> {
                parts.addAll(part.changes());
                if (!part.more()) {
                    var changes = List.copyOf(parts);
                    parts = new ArrayList<>();
                    position = part.revision();
                    deliver(() -> listener.changed(part.revision(), changes));
                }
            }
            case Answer.Progressed progress -> {
                position = progress.revision();
                deliver(() -> listener.progressed(progress.revision()));
            }
            case Answer.Compacted compacted -> end(() -> listener.compacted(compacted.oldestRevision()));
            default ->
                LOG.atWarn().addKeyValue(LogKeys.KEY, prefix).log("the edge store gave a watch no answer for watches");
        }
    }

    @Override
    public void close() {
        Session last;
        synchronized (this) {
            closed = true;
            last = session;
            notifyAll();
        }
        ended.accept(this);
        if (last != null) {
            last.forgets(id);
            last.tell(new Request.Unwatch(id));
        }
    }

    private void deliver(Runnable call) {
        inbox.add(call);
        notifyAll();
    }

    private void end(Runnable call) {
        over = true;
        deliver(call);
    }

    private void run() {
        try {
            for (var call = next(); call != null; call = next()) {
                call(call);
                askForMore();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            ended.accept(this);
        }
    }

    private synchronized @Nullable Runnable next() throws InterruptedException {
        while (inbox.isEmpty() && !over && !closed) {
            wait();
        }
        return closed ? null : inbox.poll();
    }

    private void call(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue(LogKeys.KEY, prefix).setCause(e).log("a watch's listener failed");
        }
    }

    private void askForMore() {
        Session current;
        Request request;
        synchronized (this) {
            owed++;
            current = session;
            if (owed < WINDOW / 2 || current == null) {
                return;
            }
            request = new Request.More(id, owed);
            owed = 0;
        }
        current.tell(request);
    }
}
