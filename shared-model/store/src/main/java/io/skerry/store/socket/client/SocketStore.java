package io.skerry.store.socket.client;

import io.skerry.store.EdgeStore;
import io.skerry.store.Entry;
import io.skerry.store.Limits;
import io.skerry.store.StoreException;
import io.skerry.store.Txn;
import io.skerry.store.TxnResult;
import io.skerry.store.socket.Answer;
import io.skerry.store.socket.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** The edge store of a data center whose owner is another process of this machine. The owner may come and go. */
public final class SocketStore implements EdgeStore {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Path dataCenterFolder;
    private final Link link;

    private SocketStore(Path dataCenterFolder) {
        this.dataCenterFolder = dataCenterFolder;
        this.link = new Link(dataCenterFolder);
    }

    /** Starts to connect; the owner may start later. Calls fail when it was away for 5 s. */
    public static SocketStore connect(Path dataCenterFolder) {
        var store = new SocketStore(dataCenterFolder);
        store.link.start();
        return store;
    }

    @Override
    public String storeId() {
        return link.session(Deadline.in(PATIENCE)).welcome().storeId();
    }

    @Override
    public long revision() {
        return ((Answer.Numbered) ask(Request.Revision::new)).value();
    }

    @Override
    public @Nullable Entry get(String key) {
        Limits.checkKey(key);
        return ((Answer.Got) ask(id -> new Request.Get(id, key))).entry();
    }

    @Override
    public Listing list(String prefix) {
        Limits.checkPrefix(prefix);
        var listed = (Answer.Listed) ask(id -> new Request.Browse(id, prefix));
        return new Listing(listed.revision(), listed.entries());
    }

    @Override
    public TxnResult txn(Txn txn) {
        Limits.check(txn);
        return ((Answer.Transacted) ask(id -> new Request.Transact(id, txn))).result();
    }

    @Override
    public Watch watch(String prefix, long afterRevision, WatchListener listener) {
        Limits.checkPrefix(prefix);
        var watch = new ClientWatch(prefix, afterRevision, listener, link::remove);
        watch.start();
        link.add(watch);
        return watch;
    }

    @Override
    public Lease lease(Duration ttl) {
        Limits.checkTtl(ttl);
        return new SocketLease(((Answer.Numbered) ask(id -> new Request.Grant(id, ttl.toMillis()))).value());
    }

    @Override
    public void close() {
        link.close();
    }

    /** Asks until there is an answer, but a transaction only once: nobody knows whether the first one happened. */
    private Answer ask(LongFunction<Request.Call> request) {
        var deadline = Deadline.in(PATIENCE);
        while (true) {
            var call = request.apply(link.nextId());
            var session = link.session(deadline);
            try {
                return session.ask(call, deadline);
            } catch (TimeoutException e) {
                throw new StoreException(
                        "the edge store of " + dataCenterFolder + " did not answer within " + PATIENCE, e);
            } catch (ConnectionLost e) {
                if (e.sent() && call instanceof Request.Transact) {
                    throw new StoreException("the edge store went away; the write may have happened", e);
                }
                link.lost(session);
            }
        }
    }

    private final class SocketLease implements Lease {

        private final long id;

        private SocketLease(long id) {
            this.id = id;
        }

        @Override
        public long id() {
            return id;
        }

        @Override
        public boolean renew() {
            return ((Answer.Renewed) ask(request -> new Request.Renew(request, id))).alive();
        }

        @Override
        public void close() {
            ask(request -> new Request.Revoke(request, id));
        }
    }
}
