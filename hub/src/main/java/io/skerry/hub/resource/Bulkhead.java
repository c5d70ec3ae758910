package io.skerry.hub.resource;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.dao.TransientDataAccessResourceException;

/** Lets only so many in at once and only so many more wait, so that those who are many leave room to those who are few. */
public final class Bulkhead {

    /** A place of one who needs none. */
    static final Place FREE = () -> {};

    private final Semaphore places;
    private final int mayWait;

    /**
     * @param places how many may be in at once
     * @param mayWait how many more may wait; who comes then is sent away at once
     */
    public Bulkhead(int places, int mayWait) {
        this.places = new Semaphore(places, true);
        this.mayWait = mayWait;
    }

    /** Being in; closing it leaves. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits for a place, not longer than that. */
    Place enter(Duration atMost) {
        try {
            if (places.getQueueLength() < mayWait && places.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                return places::release;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new TransientDataAccessResourceException("every connection that requests may hold is in use");
    }
}
