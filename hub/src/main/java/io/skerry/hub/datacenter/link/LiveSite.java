package io.skerry.hub.datacenter.link;

import io.skerry.link.session.Session;
import io.skerry.model.message.Epoch;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The session that speaks for a data center at this replica, and its bulk connection if it has one. */
final class LiveSite {

    private final String dc;
    private final Epoch epoch;
    private final String storeId;
    private final Session control;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition opened = lock.newCondition();
    private @Nullable Session bulk;
    private volatile @Nullable Long knownAt;

    LiveSite(String dc, Epoch epoch, String storeId, Session control) {
        this.dc = dc;
        this.epoch = epoch;
        this.storeId = storeId;
        this.control = control;
    }

    String dc() {
        return dc;
    }

    Epoch epoch() {
        return epoch;
    }

    /** The edge store whose reports come. */
    String storeId() {
        return storeId;
    }

    Session control() {
        return control;
    }

    /** The data center has told everything that it saw until so long ago. */
    void toldUntil(Duration ago) {
        knownAt = System.nanoTime() - ago.toNanos();
    }

    /** How old what is known of it is; empty until it said so. */
    Optional<Duration> toldUntil() {
        var at = knownAt;
        return at == null ? Optional.empty() : Optional.of(Duration.ofNanos(System.nanoTime() - at));
    }

    void bulk(Session session) {
        lock.lock();
        try {
            bulk = session;
            opened.signalAll();
        } finally {
            lock.unlock();
        }
    }

    Optional<Session> bulk() {
        lock.lock();
        try {
            return Optional.ofNullable(bulk).filter(Session::isOpen);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the agent to dial; empty if it did not in time. */
    Optional<Session> awaitBulk(Duration atMost) throws InterruptedException {
        var left = atMost.toNanos();
        lock.lockInterruptibly();
        try {
            while ((bulk == null || !bulk.isOpen()) && left > 0) {
                left = opened.awaitNanos(left);
            }
            return Optional.ofNullable(bulk).filter(Session::isOpen);
        } finally {
            lock.unlock();
        }
    }

    void close() {
        control.close();
        bulk().ifPresent(Session::close);
    }
}
