package io.skerry.testkit.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.skerry.store.Compare;
import io.skerry.store.EdgeStore;
import io.skerry.store.Entry;
import io.skerry.store.Operation;
import io.skerry.store.StoreException;
import io.skerry.store.Txn;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every edge store promises about keys and transactions; {@link WatchContract} and {@link LeaseContract} go on from here. */
public abstract class EdgeStoreContract {

    private EdgeStore store = new InMemoryEdgeStore();

    /** A new, empty store. */
    protected abstract EdgeStore newStore();

    /** The store under test. */
    protected final EdgeStore store() {
        return store;
    }

    @BeforeEach
    final void openStore() {
        store = newStore();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    void startsEmptyWithAnIdentity() {
        assertThat(store.revision()).isZero();
        assertThat(store.list("").entries()).isEmpty();
        assertThat(store.storeId()).isNotBlank().isEqualTo(store.storeId());
    }

    @Test
    void readsWhatWasWritten() {
        var revision = store.put("a", bytes("one"));

        assertThat(store.get("a")).usingRecursiveComparison().isEqualTo(new Entry("a", bytes("one"), 1, 1, 0));
        assertThat(revision).isEqualTo(1).isEqualTo(store.revision());
        assertThat(store.get("b")).isNull();
    }

    @Test
    void keepsAnEmptyValueApartFromNone() {
        store.put("empty", new byte[0]);

        assertThat(value("empty")).isEmpty();
        assertThat(store.list("").entries()).hasSize(1);
    }

    @Test
    void remembersWhoMadeAKeyUntilItIsDeleted() {
        store.put("a", bytes("1"));
        store.put("a", bytes("2"));
        assertThat(store.get("a")).extracting(Entry::created, Entry::modified).containsExactly(1L, 2L);

        store.delete("a");
        store.put("a", bytes("3"));

        assertThat(store.get("a")).extracting(Entry::created, Entry::modified).containsExactly(4L, 4L);
    }

    @Test
    void givesOneRevisionToEverythingInATransaction() {
        var result = store.txn(Txn.of(Operation.put("a", bytes("1")), Operation.put("b", bytes("2"))));

        assertThat(result.done()).isTrue();
        assertThat(store.list("").entries()).extracting(Entry::modified).containsOnly(result.revision());
    }

    @Test
    void countsOnlyTransactionsThatChangeSomething() {
        store.put("a", bytes("1"));

        assertThat(store.delete("missing")).isEqualTo(1);
        assertThat(store.txn(new Txn(List.of(Compare.absent("b")), List.of())).done())
                .isTrue();
        assertThat(store.revision()).isEqualTo(1);
    }

    @Test
    void doesNothingWhenACompareFails() {
        store.put("a", bytes("1"));

        var result = store.txn(Txn.of(Operation.put("b", bytes("2")), Operation.delete("a"))
                .when(new Compare("a", 1))
                .when(new Compare("a", 7)));

        assertThat(result.done()).isFalse();
        assertThat(result.revision()).isEqualTo(1);
        assertThat(store.list("").entries()).extracting(Entry::key).containsExactly("a");
    }

    @Test
    void letsOnlyTheFirstCreate() {
        var create = Txn.of(Operation.put("a", bytes("1"))).when(Compare.absent("a"));

        assertThat(store.txn(create).done()).isTrue();
        assertThat(store.txn(create).done()).isFalse();
    }

    @Test
    void listsAPrefixInKeyOrderWithoutItsNeighbours() {
        for (var key : List.of("b/2", "b", "b/10", "b0", "a/1", "b/~", "c")) {
            store.put(key, bytes(key));
        }

        var listing = store.list("b/");

        assertThat(listing.entries()).extracting(Entry::key).containsExactly("b/10", "b/2", "b/~");
        assertThat(listing.revision()).isEqualTo(7);
    }

    @Test
    void takesWhatReachesTheLimits() {
        var key = "k".repeat(EdgeStore.MAX_KEY);
        store.put(key, new byte[EdgeStore.MAX_VALUE]);
        var full = IntStream.range(0, EdgeStore.MAX_OPERATIONS)
                .mapToObj(i -> Operation.put("n/" + i, bytes("" + i)))
                .toArray(Operation[]::new);

        assertThat(store.txn(Txn.of(full)).done()).isTrue();
        assertThat(value(key)).hasSize(EdgeStore.MAX_VALUE);
        assertThat(store.list("n/").entries()).hasSize(EdgeStore.MAX_OPERATIONS);
    }

    @Test
    void refusesWhatPassesTheLimitsAndSaysWhichOne() {
        var tooMany = IntStream.rangeClosed(0, EdgeStore.MAX_OPERATIONS)
                .mapToObj(i -> Operation.delete("n/" + i))
                .toArray(Operation[]::new);
        var tooMuch = IntStream.rangeClosed(0, 32)
                .mapToObj(i -> Operation.put("n/" + i, new byte[EdgeStore.MAX_VALUE]))
                .toArray(Operation[]::new);

        assertRefused("1048577 bytes", Operation.put("a", new byte[EdgeStore.MAX_VALUE + 1]));
        assertRefused("129 operations", tooMany);
        assertRefused("33554432 are allowed", tooMuch);
        assertRefused("513 characters", Operation.put("k".repeat(EdgeStore.MAX_KEY + 1), bytes("")));
        assertRefused("printable ASCII", Operation.put("größe", bytes("")));
        assertRefused("empty", Operation.put("", bytes("")));
        assertRefused("written twice", Operation.put("a", bytes("")), Operation.delete("a"));
        assertThat(store.revision()).isZero();
    }

    @Test
    void losesNoIncrementOfManyWriters() throws InterruptedException {
        var threads = new ArrayList<Thread>();
        var start = new CountDownLatch(1);
        for (var i = 0; i < 16; i++) {
            threads.add(Thread.ofVirtual().start(() -> {
                await(start);
                IntStream.range(0, 20).forEach(_ -> increment());
            }));
        }
        start.countDown();
        for (var thread : threads) {
            thread.join();
        }

        assertThat(new String(value("counter"), UTF_8)).isEqualTo("320");
        assertThat(store.revision()).isEqualTo(320);
    }

    @Test
    void refusesCallsAfterItWasClosed() {
        store.close();

        assertThatThrownBy(() -> store.put("a", bytes("1"))).isInstanceOf(StoreException.class);
        assertThatThrownBy(() -> store.get("a")).isInstanceOf(StoreException.class);
    }

    /** What a key holds, which must be there. */
    protected final byte[] value(String key) {
        return Objects.requireNonNull(store.get(key), key).value();
    }

    /** A text's bytes. */
    protected static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private void increment() {
        while (true) {
            var entry = store.get("counter");
            var count = entry == null ? 0 : Integer.parseInt(new String(entry.value(), UTF_8));
            var guard = entry == null ? Compare.absent("counter") : Compare.unchanged(entry);
            if (store.txn(Txn.of(Operation.put("counter", bytes("" + (count + 1))))
                            .when(guard))
                    .done()) {
                return;
            }
        }
    }

    private void assertRefused(String why, Operation... operations) {
        assertThatThrownBy(() -> store.txn(Txn.of(operations)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(why);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }
}
