package io.skerry.hub.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SiteSignalTests {

    private final SiteSignal signal = new SiteSignal();

    @Test
    void newsBeforeTheWaitIsNotLost() throws InterruptedException {
        var seen = signal.count("east");
        signal.raise("east");

        signal.await("east", seen, Duration.ofHours(1));

        assertThat(signal.count("east")).isEqualTo(seen + 1);
    }

    @Test
    void newsIsNewsEachTime() throws InterruptedException {
        signal.raise("east");
        var seen = signal.count("east");
        signal.raise("east");

        signal.await("east", seen, Duration.ofHours(1));

        assertThat(signal.count("east")).isEqualTo(seen + 1);
    }

    @Test
    void newsOfAnotherDataCenterIsNone() throws InterruptedException {
        var seen = signal.count("east");
        signal.raise("west");
        var began = System.nanoTime();

        signal.await("east", seen, Duration.ofMillis(50));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThanOrEqualTo(Duration.ofMillis(50));
    }

    @Test
    void wakesWhoeverWaits() throws InterruptedException {
        var seen = signal.count("east");
        var waiter = Thread.ofVirtual().start(() -> {
            try {
                signal.await("east", seen, Duration.ofHours(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        signal.raise("east");

        waiter.join();
        assertThat(waiter.isAlive()).isFalse();
    }
}
