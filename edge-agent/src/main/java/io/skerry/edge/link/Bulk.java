package io.skerry.edge.link;

import io.skerry.link.identity.HubTrust;
import io.skerry.link.session.Channel;
import io.skerry.link.session.LinkClient;
import io.skerry.link.session.LinkClosed;
import io.skerry.link.session.Session;
import io.skerry.model.message.Epoch;
import io.skerry.model.message.OpenBulk;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The bulk connection: dialled when it is needed, closed after five idle minutes or with its control session. */
final class Bulk implements AutoCloseable {

    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final Duration LOOK = Duration.ofSeconds(30);

    private final LinkClient client;
    private final Identity identity;
    private final LogSource logs;
    private final MetricsSource metrics;
    private final Thread watcher;
    private @Nullable Session session;
    private @Nullable InetSocketAddress hub;
    private @Nullable Epoch epoch;
    private int users;
    private long idleSince = System.nanoTime();

    Bulk(LinkClient client, Identity identity, LogSource logs, MetricsSource metrics) {
        this.client = client;
        this.identity = identity;
        this.logs = logs;
        this.metrics = metrics;
        this.watcher = Thread.ofVirtual().name("bulk-idle").start(this::watch);
    }

    /** One use of the connection; while there is any it is not idle. */
    final class Use implements AutoCloseable {
        private final @Nullable Session of;

        private Use(@Nullable Session of) {
            this.of = of;
        }

        Session session() {
            if (of == null) {
                throw new LinkClosed("there is no bulk connection");
            }
            return of;
        }

        boolean isOpen() {
            return of != null && of.isOpen();
        }

        @Override
        public void close() {
            released();
        }
    }

    /** The control session that bulk connections belong to from now on. */
    synchronized void belongTo(InetSocketAddress hubOfControl, Epoch epochOfControl) {
        hub = hubOfControl;
        epoch = epochOfControl;
        drop();
    }

    /** There is no control session any more. */
    synchronized void orphan(Epoch ended) {
        if (ended.equals(epoch)) {
            epoch = null;
            drop();
        }
    }

    /** Uses the connection that stands. */
    synchronized Use use() {
        users++;
        return new Use(session);
    }

    /**
     * Uses the connection, dialling if there is none.
     *
     * @throws LinkClosed if the hub cannot be reached
     */
    synchronized Use open() throws InterruptedException {
        if (session == null || !session.isOpen()) {
            session = dial();
        }
        return use();
    }

    private Session dial() throws InterruptedException {
        var own = identity.own().orElse(null);
        var address = hub;
        var belongs = epoch;
        if (own == null || address == null || belongs == null) {
            throw new LinkClosed("there is no session with the hub");
        }
        var dialled = client.dial(address, Channel.BULK, own, HubTrust.of(own), s -> streams());
        try {
            dialled.request(new OpenBulk(belongs), ANSWER);
            return dialled;
        } catch (RuntimeException e) {
            dialled.close();
            throw e;
        }
    }

    private BulkStreams streams() {
        return new BulkStreams(new LogStreams(logs, this), metrics, this);
    }

    private synchronized void released() {
        users--;
        idleSince = System.nanoTime();
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(LOOK);
                closeIfIdle();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void closeIfIdle() {
        if (users == 0 && System.nanoTime() - idleSince > IDLE.toNanos()) {
            drop();
        }
    }

    private void drop() {
        if (session != null) {
            session.close();
            session = null;
        }
    }

    @Override
    public synchronized void close() {
        watcher.interrupt();
        epoch = null;
        drop();
    }
}
