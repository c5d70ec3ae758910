package io.skerry.store.socket.client;

import io.skerry.model.error.LogKeys;
import io.skerry.store.StoreException;
import io.skerry.store.socket.Answer;
import io.skerry.store.socket.Frames;
import io.skerry.store.socket.Peers;
import io.skerry.store.socket.Request;
import io.skerry.store.socket.StoreSocket;
import io.skerry.store.socket.Wire;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one connection to the owner, however often it breaks, and starts the watches again on every new one. */
final class Link implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    private final Path dataCenterFolder;
    private final AtomicLong ids = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Set<ClientWatch> watches = new HashSet<>();
    private @Nullable Session session;
    private String whyNot = "not connected yet";
    private boolean closed;

    Link(Path dataCenterFolder) {
        this.dataCenterFolder = dataCenterFolder;
    }

    void start() {
        Thread.ofVirtual().name("edge-store-link").start(this::run);
    }

    long nextId() {
        return ids.incrementAndGet();
    }

    /**
     * The standing connection, waited for until the deadline.
     *
     * @throws StoreException if there is none by then
     */
    Session session(Deadline deadline) {
        lock.lock();
        try {
            while (session == null && !closed) {
                if (deadline.left().isZero()) {
                    throw new StoreException("the edge store of " + dataCenterFolder + " is away: " + whyNot);
                }
                changed.awaitNanos(deadline.left().toNanos());
            }
            if (closed || session == null) {
                throw new StoreException("the edge store is closed");
            }
            return session;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("interrupted while waiting for the edge store", e);
        } finally {
            lock.unlock();
        }
    }

    void add(ClientWatch watch) {
        Session current;
        lock.lock();
        try {
            watches.add(watch);
            current = session;
        } finally {
            lock.unlock();
        }
        if (current != null) {
            watch.resume(current, nextId());
        }
    }

    void remove(ClientWatch watch) {
        lock.lock();
        try {
            watches.remove(watch);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        Session last;
        List<ClientWatch> open;
        lock.lock();
        try {
            closed = true;
            last = session;
            open = List.copyOf(watches);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        open.forEach(ClientWatch::close);
        if (last != null) {
            last.close();
        }
    }

    private void run() {
        var backoff = new Backoff(ThreadLocalRandom.current());
        var wait = Duration.ZERO;
        while (pause(wait)) {
            wait = backoff.after(connectOnce());
        }
    }

    /** Connects and stays until the connection ends; returns how long it lasted. */
    private Duration connectOnce() {
        var from = 0L;
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(StoreSocket.of(dataCenterFolder)));
            Peers.check(channel, Peers.trusted());
            try (var frames = new Frames(channel, "edge-store-link")) {
                var next = greet(frames);
                from = System.nanoTime();
                standing(next);
                next.run();
            }
        } catch (IOException e) {
            away(e, from > 0);
        }
        return from == 0 ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - from);
    }

    private Session greet(Frames frames) throws IOException {
        frames.send(Wire.encode(new Request.Hello(Wire.PROTOCOL)), Duration.ZERO);
        if (Wire.answer(frames.receive()) instanceof Answer.Welcome welcome && welcome.protocol() >= Wire.PROTOCOL) {
            return new Session(nextId(), frames, welcome);
        }
        throw new IOException("the owner of the edge store is older than this process and does not speak its protocol");
    }

    private void standing(Session next) {
        List<ClientWatch> all;
        lock.lock();
        try {
            session = next;
            all = List.copyOf(watches);
            changed.signalAll();
            if (closed) {
                next.close();
            }
        } finally {
            lock.unlock();
        }
        LOG.atDebug().addKeyValue(LogKeys.COUNT, all.size()).log("connected to the edge store");
        all.forEach(watch -> watch.resume(next, nextId()));
    }

    /** A caller found the connection gone; asking over it again would only spin. */
    void lost(Session gone) {
        lock.lock();
        try {
            if (session == gone) {
                session = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private void away(IOException reason, boolean stood) {
        lock.lock();
        try {
            if (stood && !closed) {
                LOG.atInfo()
                        .addKeyValue(LogKeys.ERROR, reason.toString())
                        .log("the edge store went away; reconnecting");
            }
            session = null;
            whyNot = String.valueOf(reason.getMessage());
        } finally {
            lock.unlock();
        }
    }

    /** False when the client was closed. */
    private boolean pause(Duration time) {
        lock.lock();
        try {
            var left = time.toNanos();
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return !closed;
        } catch (InterruptedException e) {
            return false;
        } finally {
            lock.unlock();
        }
    }
}
