package io.skerry.store.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.store.Operation;
import io.skerry.store.StoreException;
import io.skerry.store.embedded.EmbeddedStore;
import io.skerry.store.fake.AwayStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderQueueTests {

    private static final Duration TTL = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Duration NOW = Duration.ZERO;

    private record Bake(String cake) {}

    @TempDir
    private Path folder;

    private EmbeddedStore store;
    private OrderQueue queue;

    @BeforeEach
    void open() {
        store = EmbeddedStore.open(folder);
        queue = new OrderQueue(store, "cakes", TTL);
    }

    @AfterEach
    void close() {
        queue.close();
        store.close();
    }

    @Test
    void handsOutWhatWasPutFirstInFirstOut() throws InterruptedException {
        queue.put("2", new Bake("apple"));
        queue.put("1", new Bake("cherry"));

        try (var first = queue.take(NOW);
                var second = queue.take(NOW)) {
            assertThat(first.id()).isEqualTo("2");
            assertThat(first.order(Bake.class)).isEqualTo(new Bake("apple"));
            assertThat(first.attempt()).isEqualTo(1);
            assertThat(second.id()).isEqualTo("1");
            assertThat(queue.take(NOW)).isNull();
        }
    }

    @Test
    void takesAnOrderOnceHoweverOftenItIsPut() throws InterruptedException {
        assertThat(queue.put("1", new Bake("apple"))).isTrue();
        assertThat(queue.put("1", new Bake("cherry"))).isFalse();

        var claim = queue.take(NOW);

        assertThat(claim.order(Bake.class)).isEqualTo(new Bake("apple"));
        assertThat(queue.put("1", new Bake("cherry"))).isFalse();
    }

    @Test
    void takesAnOrderThatSomebodyPutWithoutTheQueue() throws InterruptedException {
        store.put("order/cakes/1", "{\"cake\":\"plum\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(queue.take(NOW).order(Bake.class)).isEqualTo(new Bake("plum"));
    }

    @Test
    void leavesNothingBehindWhenAnOrderIsDoneButItsOutcome() throws InterruptedException {
        queue.put("1", new Bake("apple"));
        var claim = queue.take(NOW);

        assertThat(claim.done(Operation.put("answer/1", new byte[] {1}))).isTrue();

        assertThat(store.list("").entries()).extracting(e -> e.key()).containsExactly("answer/1");
        assertThat(queue.take(NOW)).isNull();
    }

    @Test
    void givesAnOrderBackForAnotherAttempt() throws InterruptedException {
        queue.put("1", new Bake("apple"));

        queue.take(NOW).close();

        var again = queue.take(SOON);
        assertThat(again.attempt()).isEqualTo(2);
        assertThat(again.done()).isTrue();
    }

    @Test
    void wakesAWaitingTakerForANewOrder() throws Exception {
        var taken = CompletableFuture.supplyAsync(() -> take(queue, SOON), Thread::startVirtualThread);
        queue.put("1", new Bake("apple"));

        assertThat(taken.get(10, TimeUnit.SECONDS).id()).isEqualTo("1");
    }

    @Test
    void wakesAWaitingTakerWhenAnOtherTakersLeaseEnds() throws Exception {
        queue.put("1", new Bake("apple"));
        var dead = queue.take(NOW);
        var lost = new CountDownLatch(1);
        dead.onLost(lost::countDown);
        var next = CompletableFuture.supplyAsync(() -> take(queue, SOON), Thread::startVirtualThread);

        store.revoke(store.get("order/cakes/1/claim").lease());

        assertThat(next.get(10, TimeUnit.SECONDS).attempt()).isEqualTo(2);
        assertThat(dead.done(Operation.put("answer/1", new byte[] {1}))).isFalse();
        assertThat(store.get("answer/1")).isNull();
        assertThat(store.get("order/cakes/1")).isNotNull();
    }

    @Test
    void tellsATakerThatItLostItsOrder() throws InterruptedException {
        var mine = new AwayStore(store);
        try (var quick = new OrderQueue(mine, "cakes", Duration.ofMillis(500))) {
            quick.put("1", new Bake("apple"));
            var claim = quick.take(NOW);
            var lost = new CountDownLatch(1);
            claim.onLost(lost::countDown);

            mine.goAway();

            assertThat(lost.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(claim.held()).isFalse();
            assertThat(queue.take(SOON).attempt()).isEqualTo(2);
        }
    }

    @Test
    void neverLetsTwoTakersHaveTheSameOrder() throws InterruptedException {
        var orders = 40;
        for (var i = 0; i < orders; i++) {
            queue.put("" + i, new Bake("cake " + i));
        }
        var held = ConcurrentHashMap.<String>newKeySet();
        var twice = new AtomicInteger();
        var done = ConcurrentHashMap.<String>newKeySet();
        var takers = new ArrayList<Thread>();
        for (var t = 0; t < 8; t++) {
            takers.add(Thread.startVirtualThread(() -> bakeAll(held, done, twice)));
        }
        for (var taker : takers) {
            taker.join();
        }

        assertThat(twice).hasValue(0);
        assertThat(done).hasSize(orders);
        assertThat(store.list("order/").entries()).isEmpty();
    }

    @Test
    void forgetsARemovedOrderEvenIfSomebodyHasIt() throws InterruptedException {
        queue.put("1", new Bake("apple"));
        var claim = queue.take(NOW);

        queue.remove("1");

        assertThat(claim.done()).isFalse();
        assertThat(store.list("").entries()).isEmpty();
    }

    @Test
    void givesUpWaitingWhenTheTimeIsOver() throws InterruptedException {
        assertThat(queue.take(Duration.ofMillis(50))).isNull();
    }

    @Test
    void refusesAnIdThatIsNoPartOfAKey() {
        assertThatThrownBy(() -> queue.put("a/b", new Bake("apple")))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("'a/b'");
    }

    private void bakeAll(Set<String> held, Set<String> done, AtomicInteger twice) {
        try (var mine = new OrderQueue(store, "cakes", TTL)) {
            var first = true;
            for (var claim = take(mine, NOW); claim != null; claim = take(mine, NOW)) {
                if (!held.add(claim.id())) {
                    twice.incrementAndGet();
                }
                held.remove(claim.id());
                if (first) {
                    claim.close();
                } else if (claim.done()) {
                    done.add(claim.id());
                }
                first = false;
            }
        }
    }

    private static Claim take(OrderQueue queue, Duration patience) {
        try {
            return queue.take(patience);
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
