package io.skerry.store.lease;

import static org.assertj.core.api.Assertions.assertThat;

import io.skerry.store.Operation;
import io.skerry.store.Txn;
import io.skerry.store.embedded.EmbeddedStore;
import io.skerry.store.fake.AwayStore;
import io.skerry.store.fake.Heard;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeldLeaseTests {

    private static final Duration SHORT = Duration.ofMillis(600);
    private static final byte[] VALUE = {1};

    @TempDir
    private Path folder;

    private EmbeddedStore store;
    private AwayStore mine;

    @BeforeEach
    void open() {
        store = EmbeddedStore.open(folder);
        mine = new AwayStore(store);
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void livesMuchLongerThanItsTimeWhileItIsHeld() throws InterruptedException {
        var clock = new Heard();
        try (var held = HeldLease.take(mine, SHORT)) {
            mine.txn(Txn.of(Operation.put("held", VALUE, held.id())));
            for (var i = 0; i < 3; i++) {
                var other = store.lease(SHORT);
                store.txn(Txn.of(Operation.put("other", VALUE, other.id())));
                try (var _ = store.watch("other", store.revision(), clock)) {
                    clock.next();
                }
            }

            assertThat(held.held()).isTrue();
            assertThat(store.get("held")).isNotNull();
        }
        assertThat(store.get("held")).isNull();
    }

    @Test
    void isLostBeforeTheStoreLetsItGo() throws InterruptedException {
        var held = HeldLease.take(mine, SHORT);
        store.txn(Txn.of(Operation.put("held", VALUE, held.id())));
        var lost = new CountDownLatch(1);
        var keyWasThere = new AtomicInteger();
        held.onLost(() -> {
            keyWasThere.set(store.get("held") == null ? -1 : 1);
            lost.countDown();
        });

        mine.goAway();

        assertThat(lost.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(held.held()).isFalse();
        assertThat(keyWasThere).hasValue(1);
    }

    @Test
    void survivesAShortAbsenceOfTheStore() {
        var held = HeldLease.take(mine, Duration.ofMinutes(1));
        mine.goAway();
        mine.comeBack();

        assertThat(held.held()).isTrue();
        held.close();
    }

    @Test
    void hearsThatItWasTaken() throws InterruptedException {
        var held = HeldLease.take(mine, SHORT);
        var lost = new CountDownLatch(1);
        held.onLost(lost::countDown);

        store.revoke(held.id());

        assertThat(lost.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void tellsALateListenerAtOnce() throws InterruptedException {
        var held = HeldLease.take(mine, SHORT);
        var first = new CountDownLatch(1);
        var late = new CountDownLatch(1);
        held.onLost(first::countDown);
        store.revoke(held.id());
        first.await();

        held.onLost(late::countDown);

        assertThat(late.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void tellsNobodyWhenItIsGivenUp() throws InterruptedException {
        var calls = new AtomicInteger();
        var held = HeldLease.take(mine, SHORT);
        held.onLost(calls::incrementAndGet);

        held.close();

        var other = HeldLease.take(mine, SHORT);
        var lost = new CountDownLatch(1);
        other.onLost(lost::countDown);
        mine.goAway();
        lost.await();
        assertThat(calls).hasValue(0);
    }

    @Test
    void canBeGivenUpWhileTheStoreIsAway() {
        var held = HeldLease.take(mine, SHORT);
        mine.goAway();

        held.close();

        assertThat(held.held()).isFalse();
    }
}
