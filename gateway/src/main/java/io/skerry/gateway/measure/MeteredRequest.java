package io.skerry.gateway.measure;

import java.util.concurrent.atomic.AtomicBoolean;

/** One request from its head to its end, counted once. */
public final class MeteredRequest {

    /** What others write down for a client that went away. */
    private static final int CLIENT_GAVE_UP = 499;

    private static final int BROKEN_OFF = 502;
    private static final int SWITCHED = 101;

    private final RouteMeter meter;
    private final long began;
    private final AtomicBoolean ended = new AtomicBoolean();

    MeteredRequest(RouteMeter meter, long began) {
        this.meter = meter;
        this.began = began;
    }

    /** It was answered, by an instance. */
    public void answered(int status) {
        if (ends()) {
            meter.answered(status, System.nanoTime() - began);
        }
    }

    /** The gateway answered it itself. */
    public void refused(int status) {
        if (ends()) {
            meter.refused();
            meter.answered(status, System.nanoTime() - began);
        }
    }

    /** Its answer broke off in the middle. */
    public void brokenOff() {
        answered(BROKEN_OFF);
    }

    /** The client did not wait for the end. */
    public void givenUp() {
        answered(CLIENT_GAVE_UP);
    }

    /** It became a tunnel, and that is closed. */
    public void tunnelled() {
        if (ends()) {
            meter.tunnelled(SWITCHED);
        }
    }

    private boolean ends() {
        return ended.compareAndSet(false, true);
    }
}
