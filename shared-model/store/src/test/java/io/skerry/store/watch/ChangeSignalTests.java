package io.skerry.store.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.store.embedded.EmbeddedStore;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeSignalTests {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final byte[] VALUE = {1};

    @TempDir
    private Path folder;

    private EmbeddedStore store;

    @BeforeEach
    void open() {
        store = EmbeddedStore.open(folder);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void wakesForAChangeBetweenTheListAndTheWait() throws InterruptedException {
        try (var signal = new ChangeSignal(store, "a/")) {
            var heard = signal.heard();
            signal.listenFrom(store.list("a/").revision());
            store.put("a/1", VALUE);

            assertThat(signal.await(heard, SOON)).isTrue();
        }
    }

    @Test
    void sleepsThroughOtherPrefixes() throws InterruptedException {
        try (var signal = new ChangeSignal(store, "a/")) {
            signal.listenFrom(0);
            store.put("b/1", VALUE);

            assertThat(signal.await(0, Duration.ofMillis(50))).isFalse();
        }
    }

    @Test
    void wakesWhenWhatItWaitedForIsNoLongerKeptAndGoesOn() throws InterruptedException {
        try (var signal = new ChangeSignal(store, "a/")) {
            signal.listenFrom(99);

            assertThat(signal.await(0, SOON)).isTrue();
            var heard = signal.heard();
            store.put("a/1", VALUE);
            assertThat(signal.await(heard, SOON)).isTrue();
        }
    }

    @Test
    void letsAWaiterGoWhenItIsClosed() throws InterruptedException {
        var signal = new ChangeSignal(store, "a/");
        var waiter = Thread.startVirtualThread(() -> {
            try {
                signal.await(0, Duration.ofHours(1));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        signal.close();

        assertThat(waiter.join(SOON)).isTrue();
    }
}
