package io.skerry.hub.access;

import io.skerry.hub.api.HubException;
import io.skerry.model.error.ErrorCode;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Where passwords are hashed, few at a time: each takes 19 MiB and strangers can ask for it. Who waits too long is sent away. */
final class Counter {

    private final Semaphore places;
    private final Duration patience;

    Counter(int places, Duration patience) {
        this.places = new Semaphore(places, true);
        this.patience = patience;
    }

    <T> T serve(Supplier<T> work) {
        if (!came()) {
            throw HubException.of(
                    ErrorCode.TOO_MANY_REQUESTS, "Too many sign in at once.", "Try again in a few seconds.");
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private boolean came() {
        try {
            return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
