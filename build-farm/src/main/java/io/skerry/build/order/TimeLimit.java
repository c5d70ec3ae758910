package io.skerry.build.order;

import io.skerry.build.sandbox.StopSign;
import java.time.Duration;

/** Raises a build's stop sign when its time is up, unless it is closed before. */
final class TimeLimit implements AutoCloseable {

    private final Thread clock;

    TimeLimit(Duration limit, StopSign stop) {
        clock = Thread.ofVirtual().name("build-time-limit").start(() -> {
            try {
                Thread.sleep(limit);
                stop.raiseTimeIsUp(limit);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() {
        clock.interrupt();
    }
}
